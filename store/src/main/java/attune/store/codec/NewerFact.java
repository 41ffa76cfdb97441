package attune.store.codec;

/// A well-formed fact that says something this version has no word for. Caught inside this package.
final class NewerFact extends RuntimeException {
    private static final long serialVersionUID = 1;

    NewerFact(String what) {
        super(what, null, false, false);
    }
}
