package attune.algorithms.bandit;

import attune.algorithms.linear.Cholesky;
import attune.statistics.policy.PredictedRewards;

/// Predicts what each action earns in a context, for doubly robust estimates: one ridge regression per action (Hoerl
/// and Kennard, Technometrics 1970), cross-fitted (Chernozhukov et al., Econometrics Journal 2018), so that no choice
/// is predicted by a model that has seen it.
///
/// Deliberately plain. Such an estimate stays right with a wrong model, and a closed form is quick enough to be fitted
/// again for each of many policies. Time O(n · d² + folds · actions · d³), memory O(folds · actions · d²).
public final class RewardRidge {
    private final int size;
    private final int actions;
    private final double[] weights;

    private RewardRidge(int size, int actions, double[] weights) {
        this.size = size;
        this.actions = actions;
        this.weights = weights;
    }

    /// A log to learn from.
    ///
    /// - `contexts`: `float[n * d]`, row-major, without a constant
    /// - `chosen`: `int[n]` in [0, actions)
    /// - `rewards`: `double[n]`
    /// - `folds`: `int[n]` in [0, foldCount); choices that depend on each other, such as one member's, share a fold
    public record Log(
            int d, int actions, float[] contexts, int[] chosen, double[] rewards, int[] folds, int foldCount) {

        public Log {
            int n = chosen.length;
            if (contexts.length != n * d || rewards.length != n || folds.length != n || foldCount < 2) {
                throw new IllegalArgumentException("ragged log: " + contexts.length + " values, " + n + " choices, "
                        + rewards.length + " rewards, " + folds.length + " rows in " + foldCount
                        + " folds. Two folds at least: a model must not predict what it learnt from.");
            }
        }
    }

    /// Predicts each choice, and what the target would earn in its context. target `float[n * actions]`: the target
    /// policy's chance of each action in each context; ridge > 0: how many choices of zero effect pull each weight
    /// towards 0. An action's constant is pulled towards the mean reward, so an unseen action earns that.
    public static PredictedRewards crossFitted(Log log, float[] target, double ridge) {
        int n = log.chosen().length;
        if (target.length != n * log.actions() || !(ridge > 0)) {
            throw new IllegalArgumentException("need " + n + " × " + log.actions() + " target chances and a ridge > 0,"
                    + " got " + target.length + " and " + ridge);
        }
        double[] chosen = new double[n];
        double[] expected = new double[n];
        for (int fold = 0; fold < log.foldCount(); fold++) {
            RewardRidge model = fit(log, fold, ridge);
            for (int row = 0; row < n; row++) {
                if (log.folds()[row] != fold) {
                    continue;
                }
                chosen[row] = model.predict(log.contexts(), row, log.chosen()[row]);
                for (int action = 0; action < log.actions(); action++) {
                    float chance = target[row * log.actions() + action];
                    expected[row] += chance == 0 ? 0 : chance * model.predict(log.contexts(), row, action);
                }
            }
        }
        return new PredictedRewards(chosen, expected);
    }

    /// Learns from all rows but those of `without`.
    private static RewardRidge fit(Log log, int without, double ridge) {
        int size = log.d() + 1;
        double mean = meanReward(log, without);
        double[] gram = new double[log.actions() * size * size];
        double[] right = new double[log.actions() * size];
        double[] row = new double[size];
        for (int i = 0; i < log.chosen().length; i++) {
            if (log.folds()[i] == without) {
                continue;
            }
            row[log.d()] = 1;
            for (int j = 0; j < log.d(); j++) {
                row[j] = log.contexts()[i * log.d() + j];
            }
            add(gram, right, log.chosen()[i], row, log.rewards()[i] - mean);
        }
        double[] weights = new double[log.actions() * size];
        for (int action = 0; action < log.actions(); action++) {
            double[] own = new double[size * size];
            System.arraycopy(gram, action * size * size, own, 0, own.length);
            for (int j = 0; j < size; j++) {
                own[j * size + j] += ridge;
            }
            double[] ownRight = new double[size];
            System.arraycopy(right, action * size, ownRight, 0, size);
            System.arraycopy(Cholesky.solve(own, ownRight, size), 0, weights, action * size, size);
            weights[action * size + log.d()] += mean;
        }
        return new RewardRidge(size, log.actions(), weights);
    }

    private static double meanReward(Log log, int without) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < log.rewards().length; i++) {
            if (log.folds()[i] != without) {
                sum += log.rewards()[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static void add(double[] gram, double[] right, int action, double[] row, double reward) {
        int size = row.length;
        for (int j = 0; j < size; j++) {
            int at = (action * size + j) * size;
            for (int k = 0; k <= j; k++) {
                gram[at + k] += row[j] * row[k];
            }
            right[action * size + j] += row[j] * reward;
        }
    }

    private double predict(float[] contexts, int row, int action) {
        if (action < 0 || action >= actions) {
            throw new IllegalArgumentException("action " + action + " of " + actions);
        }
        int d = size - 1;
        double sum = weights[action * size + d];
        for (int j = 0; j < d; j++) {
            sum += weights[action * size + j] * contexts[row * d + j];
        }
        return sum;
    }
}
