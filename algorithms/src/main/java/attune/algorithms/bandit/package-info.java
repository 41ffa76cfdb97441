/// Choices that are random on purpose and logged with their chance.
/// Estimating what another policy would have earned belongs in `learning`.
@NullMarked
package attune.algorithms.bandit;

import org.jspecify.annotations.NullMarked;
