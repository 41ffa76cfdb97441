package attune.store.snapshot;

/// A snapshot that cannot be used: damaged, cut short, of another format, or of another log. Never the truth, so never
/// an error: it is passed over, and the log is replayed instead.
public final class SnapshotMisfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SnapshotMisfit(String why) {
        super(why);
    }

    public SnapshotMisfit(String why, Throwable cause) {
        super(why, cause);
    }
}
