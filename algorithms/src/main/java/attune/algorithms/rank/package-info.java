/// Orders: the best k, and slates composed under rules about their neighbours.
/// Where scores come from belongs in `linear` and the scorers; what a rule is worth belongs in configuration.
@NullMarked
package attune.algorithms.rank;

import org.jspecify.annotations.NullMarked;
