/// Folds over the log in primitive arrays, and the lock that guards them.
/// Not here: read-only faces for stages (`view`), projections that only one wing needs (that wing).
@NullMarked
package attune.store.projection;

import org.jspecify.annotations.NullMarked;
