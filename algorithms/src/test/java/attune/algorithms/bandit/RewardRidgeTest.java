package attune.algorithms.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.statistics.policy.PredictedRewards;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RewardRidgeTest {

    @Test
    void linear_rewards_are_found_again() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 400;
        float[] contexts = new float[n];
        int[] chosen = new int[n];
        double[] rewards = new double[n];
        float[] target = new float[2 * n];
        for (int i = 0; i < n; i++) {
            contexts[i] = (float) random.nextGaussian();
            chosen[i] = random.nextInt(2);
            rewards[i] = reward(contexts[i], chosen[i]);
            target[2 * i] = 0.25f;
            target[2 * i + 1] = 0.75f;
        }

        PredictedRewards predicted = RewardRidge.crossFitted(
                new RewardRidge.Log(1, 2, contexts, chosen, rewards, folds(n, 4), 4), target, 1e-6);

        for (int i = 0; i < n; i++) {
            assertThat(predicted.chosen(i)).isCloseTo(rewards[i], within(1e-5));
            double expected = 0.25 * reward(contexts[i], 0) + 0.75 * reward(contexts[i], 1);
            assertThat(predicted.expected(i)).isCloseTo(expected, within(1e-5));
        }
    }

    private static double reward(float context, int action) {
        return action == 0 ? 1 + 2.0 * context : 3 - context;
    }

    /// By hand, without contexts: fold 0 is predicted from rewards 4 and 8 (mean 6, both action 0), so with ridge 2
    /// action 0 earns 6 + (−2 + 2) / 4 = 6, and the unseen action 1 the mean.
    @Test
    void predictions_come_from_the_other_folds_only() {
        RewardRidge.Log log = new RewardRidge.Log(
                0, 2, new float[0], new int[] {0, 1, 0, 0}, new double[] {100, 200, 4, 8}, new int[] {0, 0, 1, 1}, 2);

        PredictedRewards predicted = RewardRidge.crossFitted(log, new float[] {1, 0, 0, 1, 1, 0, 1, 0}, 2);

        assertThat(predicted.chosen(0)).isEqualTo(6);
        assertThat(predicted.chosen(1)).isEqualTo(6);
        // From 100 (action 0) and 200 (action 1), mean 150: action 0 is 150 − 50 / (1 + 2).
        assertThat(predicted.chosen(2)).isCloseTo(150 - 50.0 / 3, within(1e-9));
        assertThat(predicted.expected(3)).isCloseTo(150 - 50.0 / 3, within(1e-9));
    }

    @Test
    void ragged_logs_are_refused() {
        assertThatThrownBy(() -> new RewardRidge.Log(1, 2, new float[3], new int[2], new double[2], new int[2], 2))
                .hasMessageContaining("ragged");
        assertThatThrownBy(() -> new RewardRidge.Log(1, 2, new float[2], new int[2], new double[2], new int[2], 1))
                .hasMessageContaining("must not predict what it learnt from");
    }

    private static int[] folds(int n, int count) {
        int[] folds = new int[n];
        for (int i = 0; i < n; i++) folds[i] = i % count;
        return folds;
    }
}
