package attune.store.ledger;

/// The ledger could not record or be read. Fail closed: what cannot be recorded must not be done.
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LedgerUnavailable(String what) {
        super(what);
    }

    public LedgerUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
