package attune.store.codec;

/// Bytes that no version of the format can have written: a damaged file, or not a fact at all.
public final class MalformedFact extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedFact(String what) {
        super(what);
    }

    public MalformedFact(String what, Throwable cause) {
        super(what, cause);
    }
}
