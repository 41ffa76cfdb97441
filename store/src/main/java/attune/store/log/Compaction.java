package attune.store.log;

/// Physical removal from the log.
public interface Compaction {
    /// Drops the facts owned by or naming the erased member, cuts the member and the member's items out of
    /// lists in other members' facts, and overwrites the freed space. Durable and invisible to a scan of
    /// the files when it returns.
    Counts compact(Erased erased);

    record Counts(long dropped, long rewritten) {}
}
