package attune.store.log;

/// Hears what the store did, and how long it took. Called by the threads that did it, once the work is done: must not
/// block and must not throw. The store has no clock of its own, so the listener brings the ticker.
public interface Timekeeper {
    /// Hears nothing.
    Timekeeper NOBODY = new Timekeeper() {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public void committed(Group group) {}

        @Override
        public void saved(long bytes, long startedNanos) {}

        @Override
        public void erased(int members, long facts, long startedNanos) {}
    };

    /// Nanoseconds that only grow.
    long nowNanos();

    /// A group of the log is on disk and folded.
    void committed(Group group);

    /// A snapshot is on disk.
    void saved(long bytes, long startedNanos);

    /// A pass has rewritten the files without these members.
    ///
    /// @param facts dropped from the log
    void erased(int members, long facts, long startedNanos);

    /// One commit of the log, in the order of its steps.
    ///
    /// @param batches appends of different senders that share it
    /// @param facts how many it wrote
    /// @param startedNanos when the writer took it; then its rows were written, then it was synced, then folded
    record Group(int batches, int facts, long startedNanos, long writtenNanos, long syncedNanos, long foldedNanos) {}
}
