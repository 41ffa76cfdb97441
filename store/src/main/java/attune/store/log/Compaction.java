package attune.store.log;

import attune.model.event.Envelope;
import java.util.function.Consumer;

/// Physical removal from the log.
public interface Compaction {
    /// Drops the facts owned by or naming an erased member, cuts the members and their items out of lists in
    /// other members' facts, and overwrites the freed space, in one pass for all of them. Durable and
    /// invisible to a scan of the files when it returns.
    ///
    /// @param taken told of each fact before it is dropped or cut, as far as this version can read it
    Counts compact(Erased erased, Consumer<Envelope> taken);

    record Counts(long dropped, long rewritten) {}
}
