package attune.store.projection;

import attune.model.event.Envelope;
import attune.store.log.Erased;

/// A part of one projection, folded again beside it from a log without the erased, then put in the place of what stands
/// there.
///
/// Threads: `fold` in that of the erasure, beside requests and the log's writer; the rest while the state stands still,
/// `install` besides under its write lock.
public interface Mend {
    /// Folds the next fact of the log; passes over what does not matter to this part.
    void fold(Envelope envelope);

    /// Forgets who was erased since the log was cleared for this mend.
    void forget(Erased erased);

    /// Drops what the state has let expire.
    void expire(Expiry expiry);

    /// Whether what was passed over still does not matter. If it does, another mend is to be begun.
    boolean sound();

    void install();
}
