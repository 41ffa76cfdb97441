/// What recommenders that learn from acts of many members share: the acts, the face of a scorer, sparse graphs of
/// items.
/// One family of recommenders each belongs in `graph`, `neighbor`, `linear` or `factor`.
@NullMarked
package attune.algorithms.collaborative;

import org.jspecify.annotations.NullMarked;
