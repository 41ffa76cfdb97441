package attune.store.log;

/// What became of a draft.
public sealed interface Outcome {
    /// Durable (synced to disk) and folded into the state.
    record Accepted(long sequence) implements Outcome {}

    /// The idempotency id was known already; nothing was written.
    ///
    /// @param sequence of the fact accepted first
    record Duplicate(long sequence) implements Outcome {}

    /// Nothing was written for this draft; the others of its batch stand.
    record Rejected(String code, String field, String detail) implements Outcome {}
}
