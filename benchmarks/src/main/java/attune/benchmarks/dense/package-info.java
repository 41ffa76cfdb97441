/// How fast dense products are, as a share of what the machine can do at all.
/// Not here: whether they are right, which belongs in the tests of `algorithms.linear`.
@NullMarked
package attune.benchmarks.dense;

import org.jspecify.annotations.NullMarked;
