package attune.store.erasure;

/// Members are forgotten here, but an old backup could still bring them back: the vault that holds the newest keys
/// could
/// not be told. Their pass counts as unfinished and is done again, by [Erasure#finishPending] or at the next start.
public final class NotSecured extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotSecured(Throwable cause) {
        super(
                "The erasure is carried out here, but not yet secured against an old backup: " + cause.getMessage()
                        + " It is tried again with each upkeep.",
                cause);
    }
}
