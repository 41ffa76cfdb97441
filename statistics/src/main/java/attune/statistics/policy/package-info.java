/// What another policy would have earned, from choices that were logged with their chances.
/// Not here: making such choices and predicting rewards (`algorithms.bandit`), reading them from a log (`learning`).
@NullMarked
package attune.statistics.policy;

import org.jspecify.annotations.NullMarked;
