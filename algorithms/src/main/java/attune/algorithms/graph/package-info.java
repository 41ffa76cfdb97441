/// Walks over graphs that are handed in as accessors of neighbours.
/// Keeping a graph up to date belongs in the stores; proposing items on a surface belongs in the wings.
@NullMarked
package attune.algorithms.graph;

import org.jspecify.annotations.NullMarked;
