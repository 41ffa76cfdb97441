package attune.store.log;

/// Physical removal from the log.
public interface Compaction {
    /// Drops the facts owned by or naming an erased member, cuts the members and their items out of lists in
    /// other members' facts, and overwrites the freed space, in one pass for all of them. Durable and
    /// invisible to a scan of the files when it returns.
    Counts compact(Erased erased);

    record Counts(long dropped, long rewritten) {}
}
