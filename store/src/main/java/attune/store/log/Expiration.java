package attune.store.log;

import attune.store.retention.Cutoffs;
import java.util.function.IntPredicate;

/// Removal from the log of what serves no purpose any more.
@FunctionalInterface
public interface Expiration {
    /// Drops what is past its last term, but for facts owned by members on hold.
    ///
    /// @param held member number → is the member on legal hold?
    /// @param anew whether the freed space is not only overwritten but the file written anew, for which ingest
    /// waits
    /// @return how many were dropped
    long expire(Cutoffs cutoffs, IntPredicate held, boolean anew);
}
