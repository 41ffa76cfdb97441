/// Choices that are random on purpose and logged with their chance, and models of what each choice earns.
/// Estimating from them what another policy would have earned belongs in `statistics.policy`.
@NullMarked
package attune.algorithms.bandit;

import org.jspecify.annotations.NullMarked;
