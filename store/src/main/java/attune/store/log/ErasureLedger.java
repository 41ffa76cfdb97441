package attune.store.log;

import attune.model.identity.MemberId;
import java.util.List;

/// Which erasures were begun, kept in the same transaction as their tombstones, so that one cut short by a
/// crash is finished before anything is served again.
public interface ErasureLedger {
    /// Begun and not finished, one member each, in the order of their tombstones.
    List<Erased> unfinished();

    /// Notes that every step is done for these members, and drops the lists of their items. Durable when it
    /// returns.
    void finished(List<MemberId> members);
}
