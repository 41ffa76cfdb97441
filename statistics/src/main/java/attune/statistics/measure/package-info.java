/// Numbers that say how good a ranking, a probability or a spread of attention is, each with its exact definition.
/// Uncertainty about such a number belongs in `inference`; making rankings belongs in `algorithms`.
@NullMarked
package attune.statistics.measure;

import org.jspecify.annotations.NullMarked;
