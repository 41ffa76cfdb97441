package attune.store.projection;

import attune.store.retention.Cutoffs;
import java.util.function.IntPredicate;

/// One slice of an expiry: members and items whose dense numbers lie in [`from`, `to`).
///
/// @param held member number → is the member on legal hold? What such members did stays.
public record Expiry(Cutoffs cutoffs, IntPredicate held, int from, int to) {}
