/// Measures the estimators that judge one policy by another's log: in a world whose truth is known, and on public logs.
/// The estimators belong in `statistics.policy`, models of rewards in `algorithms.bandit`.
@NullMarked
package attune.app.evaluate.policy;

import org.jspecify.annotations.NullMarked;
