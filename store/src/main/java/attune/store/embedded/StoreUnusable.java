package attune.store.embedded;

/// A folder that cannot be opened: in use, of a newer format, without its master key, or damaged. The message says
/// what to do; trying again does not help.
public final class StoreUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnusable(String what) {
        super(what);
    }

    public StoreUnusable(String what, Throwable cause) {
        super(what, cause);
    }
}
