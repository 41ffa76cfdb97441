package attune.statistics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyValuesTest {
    /// Weights 2, 0.5, 0 and 1; weighted rewards 2, 0, 0 and 3.
    private static final LoggedChoices FOUR = new LoggedChoices(
            new double[] {1, 0, 5, 3}, new double[] {0.25, 0.5, 0.2, 0.5}, new double[] {0.5, 0.25, 0, 0.5});

    private static final PredictedRewards PREDICTED =
            new PredictedRewards(new double[] {0.5, 1, 4, 2}, new double[] {1, 1, 2, 2});

    @Test
    void inverse_propensity_of_four_choices_by_hand() {
        PolicyValue value = PolicyValues.inversePropensity(FOUR);

        assertThat(value.mean()).isEqualTo(5.0 / 4);
        // Deviations .75, -1.25, -1.25 and 1.75: squares sum to 6.75, over 3 · 4.
        assertThat(value.standardError()).isCloseTo(Math.sqrt(6.75 / 12), within(1e-12));
    }

    @Test
    void self_normalized_value_of_four_choices_by_hand() {
        PolicyValue value = PolicyValues.selfNormalized(FOUR);

        double expected = 5 / 3.5;
        assertThat(value.mean()).isCloseTo(expected, within(1e-12));
        // Delta method: w (r − v) / mean(w), mean(w) = 0.875.
        double[] influences = {2 * (1 - expected) / 0.875, 0.5 * (0 - expected) / 0.875, 0, (3 - expected) / 0.875};
        double squares = 0;
        for (double influence : influences) squares += influence * influence;
        assertThat(value.standardError()).isCloseTo(Math.sqrt(squares / 12), within(1e-12));
    }

    @Test
    void doubly_robust_value_of_four_choices_by_hand() {
        // Expected 1, 1, 2, 2 plus weighted surprises 2 · 0.5, 0.5 · −1, 0 and 1 · 1.
        assertThat(PolicyValues.doublyRobust(FOUR, PREDICTED).mean()).isCloseTo((6 + 1 - 0.5 + 1) / 4, within(1e-12));
        assertThat(PolicyValues.direct(PREDICTED).mean()).isEqualTo(1.5);
    }

    @Test
    void switch_leaves_large_weights_to_the_model() {
        assertThat(PolicyValues.switching(FOUR, PREDICTED, 1).mean()).isCloseTo((6 - 0.5 + 1) / 4, within(1e-12));
        assertThat(PolicyValues.switching(FOUR, PREDICTED, 0).mean())
                .as("nothing but the model")
                .isEqualTo(PolicyValues.direct(PREDICTED).mean());
        assertThat(PolicyValues.switching(FOUR, PREDICTED, 2).mean())
                .as("nothing is above the largest weight")
                .isEqualTo(PolicyValues.doublyRobust(FOUR, PREDICTED).mean());
    }

    @Test
    void judged_by_its_own_log_a_policy_earned_what_it_earned() {
        double[] propensities = {0.25, 0.5, 0.2, 0.5};
        LoggedChoices own = new LoggedChoices(new double[] {1, 0, 5, 3}, propensities, propensities);

        assertThat(PolicyValues.inversePropensity(own).mean()).isEqualTo(9.0 / 4);
        assertThat(PolicyValues.selfNormalized(own).mean()).isEqualTo(9.0 / 4);
        assertThat(PolicyValues.selfNormalized(own)
                        .gain(PolicyValues.inversePropensity(own), 0.95)
                        .width())
                .isCloseTo(0, within(1e-12));
    }

    /// Twice the same choice is no second observation: grouped, the interval stays as wide as that of one copy.
    @Test
    void choices_of_one_group_count_once() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 500;
        double[] rewards = new double[2 * n];
        double[] even = new double[2 * n];
        int[] groups = new int[2 * n];
        for (int i = 0; i < n; i++) {
            rewards[2 * i] = random.nextDouble();
            rewards[2 * i + 1] = rewards[2 * i];
            groups[2 * i] = i;
            groups[2 * i + 1] = i;
            even[2 * i] = 0.5;
            even[2 * i + 1] = 0.5;
        }
        PolicyValue value = PolicyValues.inversePropensity(new LoggedChoices(rewards, even, even));

        double grouped = value.interval(groups, n, 0.95).width();
        assertThat(grouped / value.interval(0.95).width()).isCloseTo(Math.sqrt(2), within(0.01));
        assertThat(value.interval(groups, n, 0.95).estimate()).isCloseTo(value.mean(), within(1e-12));
    }

    @Test
    void overlap_of_four_choices_by_hand() {
        Overlap overlap = Overlap.of(FOUR, 1);

        assertThat(overlap.effective()).isCloseTo(3.5 * 3.5 / 5.25, within(1e-12));
        assertThat(overlap.largestWeight()).isEqualTo(2);
        assertThat(overlap.clippedShare()).isCloseTo(2 / 3.5, within(1e-12));
        assertThat(overlap.unusedShare()).isEqualTo(0.25);
        assertThat(overlap.smallestPropensity()).isEqualTo(0.2);
        assertThat(overlap.meanWeight().estimate()).isEqualTo(0.875);
        assertThat(overlap.isDoubtful()).isFalse();
    }

    @Test
    void propensities_that_are_half_of_the_truth_are_doubted() {
        double[] half = new double[100];
        double[] target = new double[100];
        for (int i = 0; i < 100; i++) {
            half[i] = 0.25;
            target[i] = i % 2 == 0 ? 0.6 : 0.4;
        }

        assertThat(Overlap.of(new LoggedChoices(new double[100], half, target), 10)
                        .isDoubtful())
                .isTrue();
    }

    @Test
    void what_was_not_left_to_chance_is_refused() {
        double[] two = {1, 1};
        assertThatThrownBy(() -> new LoggedChoices(two, new double[] {0.5, 0}, two))
                .hasMessageContaining("choice 1")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> new LoggedChoices(two, new double[] {0.5, 1.5}, two))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new LoggedChoices(new double[1], new double[1], new double[1]))
                .hasMessageContaining("two or more");
        assertThatThrownBy(() -> new LoggedChoices(new double[] {1, Double.NaN}, two, two))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> PolicyValues.selfNormalized(new LoggedChoices(two, two, new double[2])))
                .hasMessageContaining("says nothing");
        assertThatThrownBy(() -> PolicyValues.doublyRobust(FOUR, new PredictedRewards(two, two)))
                .hasMessageContaining("one prediction per choice");
    }
}
