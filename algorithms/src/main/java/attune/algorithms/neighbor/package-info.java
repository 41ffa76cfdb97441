/// Likeness of items by who liked them.
/// Likeness by content, and indexes for searching vectors, do not belong here.
@NullMarked
package attune.algorithms.neighbor;

import org.jspecify.annotations.NullMarked;
