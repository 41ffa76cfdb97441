package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticTrainerTest {

    private static final float[] PLANTED = {1.5f, -0.7f, 0f, -1f, 0f, 0.4f, 2f, 0.5f};

    @Test
    void without_examples_the_model_is_exactly_the_prior() {
        float[] means = {0.1f, -0.2f, -3.3f, 0.7f, 0f, -5.1f};
        float[] precisions = {1, 2, 3, 4, 5, 6};

        LogisticTrainer.Fit fit = LogisticTrainer.train(Examples.none(2), new GaussianPrior(2, 2, means, precisions));

        assertThat(fit.model().weights()).containsExactly(means);
        assertThat(fit.steps()).isZero();
        assertThat(fit.posterior().precision(1, 2)).isEqualTo(6);
    }

    @Test
    void planted_weights_are_recovered() {
        Examples examples = planted(40_000, 3);

        LogisticTrainer.Fit fit = LogisticTrainer.train(examples, GaussianPrior.indifferent(3, 2, 0.01f));

        float[] found = fit.model().weights();
        for (int i = 0; i < PLANTED.length; i++) {
            assertThat(found[i]).as("seed 3 weight %d", i).isCloseTo(PLANTED[i], within(0.07f));
        }
        assertThat(fit.steps()).isLessThan(12);
    }

    @Test
    void gradient_and_curvature_agree_with_finite_differences() {
        LogisticObjective objective = new LogisticObjective(planted(200, 5), GaussianPrior.indifferent(3, 2, 0.5f), 1);
        double[] point = {0.3, -0.2, 0.9, -0.4};
        double tiny = 1e-5;
        for (int j = 0; j < point.length; j++) {
            double[] above = point.clone();
            double[] below = point.clone();
            above[j] += tiny;
            below[j] -= tiny;

            double slope = (objective.evaluate(above) - objective.evaluate(below)) / (2 * tiny);
            objective.evaluate(above);
            double slopeAbove = objective.gradient(j);
            objective.evaluate(below);
            double bend = (slopeAbove - objective.gradient(j)) / (2 * tiny);
            objective.evaluate(point);

            assertThat(objective.gradient(j)).as("gradient %d", j).isCloseTo(slope, within(1e-5));
            assertThat(objective.curvature(j, j)).as("curvature %d", j).isCloseTo(bend, within(1e-4));
        }
    }

    @Test
    void optimum_has_no_slope_left() {
        Examples examples = planted(500, 6);
        GaussianPrior prior = GaussianPrior.indifferent(3, 2, 1f);

        float[] found = LogisticTrainer.train(examples, prior).model().weights();

        LogisticObjective objective = new LogisticObjective(examples, prior, 0);
        objective.evaluate(new double[] {found[0], found[1], found[2], found[3]});
        for (int j = 0; j < 4; j++) {
            assertThat(objective.gradient(j)).isCloseTo(0, within(1e-3));
        }
    }

    @Test
    void perfectly_separable_examples_stay_finite() {
        float[] rows = {-1, -2, -3, 1, 2, 3};
        long[] acted = {0, 0, 0, 1, 1, 1};
        Examples examples = new Examples(1, rows, acted, ones(6));

        LogisticModel model = LogisticTrainer.train(examples, GaussianPrior.indifferent(1, 1, 0.001f))
                .model();

        assertThat(model.weight(0, 0)).isBetween(1f, 20f);
        assertThat(model.intercept(0)).isCloseTo(0, within(1e-3f));
    }

    @Test
    void weight_of_two_is_the_same_as_saying_it_twice() {
        Examples weighted = new Examples(1, new float[] {1, 2, -1}, new long[] {1, 0, 1}, new float[] {2, 1, 0});
        Examples repeated = new Examples(1, new float[] {1, 1, 2}, new long[] {1, 1, 0}, ones(3));
        GaussianPrior prior = GaussianPrior.indifferent(1, 1, 1f);

        assertThat(LogisticTrainer.train(weighted, prior).model().weights())
                .containsExactly(LogisticTrainer.train(repeated, prior).model().weights());
    }

    @Test
    void strong_prior_resists_and_a_weak_one_yields() {
        Examples examples = new Examples(0, new float[0], new long[100], ones(100));

        float strong = LogisticTrainer.train(examples, GaussianPrior.indifferent(0, 1, 1e6f))
                .model()
                .intercept(0);
        float weak = LogisticTrainer.train(examples, GaussianPrior.indifferent(0, 1, 1e-3f))
                .model()
                .intercept(0);

        assertThat(strong).isBetween(-0.001f, 0f);
        assertThat(weak).isLessThan(-4f);
    }

    @Test
    void learning_in_two_days_ends_near_learning_at_once() {
        Examples first = planted(20_000, 8);
        Examples second = planted(20_000, 9);
        GaussianPrior prior = GaussianPrior.indifferent(3, 2, 0.1f);

        GaussianPrior afterFirst = LogisticTrainer.train(first, prior).posterior();
        float[] found = LogisticTrainer.train(second, afterFirst).model().weights();

        for (int i = 0; i < PLANTED.length; i++) {
            assertThat(found[i]).as("weight %d", i).isCloseTo(PLANTED[i], within(0.07f));
        }
    }

    @Test
    void pull_of_the_position_is_learned_and_then_held() {
        Random random = new Random(12);
        int n = 40_000;
        float[] rows = new float[n * 2];
        long[] acted = new long[n];
        for (int i = 0; i < n; i++) {
            float quality = (float) random.nextGaussian();
            float position = random.nextInt(10);
            rows[2 * i] = quality;
            rows[2 * i + 1] = position;
            acted[i] = random.nextFloat() < Sigmoid.of(quality - 0.3f * position) ? 1 : 0;
        }

        LogisticModel learned = LogisticTrainer.train(
                        new Examples(2, rows, acted, ones(n)), GaussianPrior.indifferent(2, 1, 0.1f))
                .model();
        LogisticModel served = learned.holding(1, 2f);

        assertThat(learned.weight(0, 1)).isCloseTo(-0.3f, within(0.03f));
        assertThat(served.weight(0, 1)).isZero();
        assertThat(served.logOdds(new float[] {0.5f, 99f}, 0, 0))
                .isCloseTo(learned.logOdds(new float[] {0.5f, 2f}, 0, 0), within(1e-5f));
    }

    @Test
    void mismatched_and_infinite_input_is_refused_with_values() {
        assertThatThrownBy(() -> LogisticTrainer.train(Examples.none(3), GaussianPrior.indifferent(2, 1, 1f)))
                .hasMessageContaining("examples have 3 features");
        assertThatThrownBy(() -> new Examples(1, new float[] {Float.NaN}, new long[1], ones(1)))
                .hasMessageContaining("row 0, feature 0 is NaN");
        assertThatThrownBy(() -> GaussianPrior.indifferent(1, 1, 0f)).hasMessageContaining("precision above 0");
        assertThatThrownBy(() -> new LogisticModel(1, 1, new float[] {1, Float.POSITIVE_INFINITY}))
                .hasMessageContaining("Infinity");
    }

    private static Examples planted(int n, long seed) {
        Random random = new Random(seed);
        LogisticModel truth = new LogisticModel(3, 2, PLANTED);
        float[] rows = new float[n * 3];
        long[] acted = new long[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                rows[3 * i + j] = (float) random.nextGaussian();
            }
            for (int act = 0; act < 2; act++) {
                boolean follows = random.nextFloat() < Sigmoid.of(truth.logOdds(rows, 3 * i, act));
                acted[i] |= follows ? 1L << act : 0;
            }
        }
        return new Examples(3, rows, acted, ones(n));
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
