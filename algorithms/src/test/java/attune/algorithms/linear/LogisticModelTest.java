package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticModelTest {

    private static final int FEATURES = 13;
    private static final int ACTS = 5;

    private final Random random = new Random(2);
    private final LogisticModel model = new LogisticModel(FEATURES, ACTS, gaussians(ACTS * (FEATURES + 1)));

    @Test
    void prediction_is_the_definition() {
        float[] rows = gaussians(7 * FEATURES);

        float[] probabilities = predict(rows, 7);

        for (int row = 0; row < 7; row++) {
            for (int act = 0; act < ACTS; act++) {
                double logOdds = model.intercept(act);
                for (int feature = 0; feature < FEATURES; feature++) {
                    logOdds += (double) model.weight(act, feature) * rows[row * FEATURES + feature];
                }
                assertThat((double) probabilities[row * ACTS + act])
                        .as("seed 2 row %d act %d", row, act)
                        .isCloseTo(1 / (1 + Math.exp(-logOdds)), within(2e-6));
            }
        }
    }

    @Test
    void score_of_a_row_does_not_depend_on_the_batch() {
        float[] rows = gaussians(9 * FEATURES);
        float[] together = predict(rows, 9);
        for (int row = 0; row < 9; row++) {
            float[] alone = predict(Arrays.copyOfRange(rows, row * FEATURES, (row + 1) * FEATURES), 1);

            assertThat(alone).containsExactly(Arrays.copyOfRange(together, row * ACTS, (row + 1) * ACTS));
        }
    }

    @Test
    void contributions_and_intercept_add_up_to_the_log_odds() {
        float[] row = gaussians(FEATURES);
        for (int act = 0; act < ACTS; act++) {
            double sum = model.intercept(act);
            for (int feature = 0; feature < FEATURES; feature++) {
                sum += model.contribution(act, feature, row[feature]);
            }

            assertThat((double) model.logOdds(row, 0, act)).isCloseTo(sum, within(1e-5));
            assertThat(predict(row, 1)[act]).isEqualTo(Sigmoid.of(model.logOdds(row, 0, act)));
        }
    }

    @Test
    void weights_are_copied_in_and_out() {
        float[] weights = {1, 2};
        LogisticModel small = new LogisticModel(1, 1, weights);
        weights[0] = 9;
        small.weights()[1] = 9;

        assertThat(small.weights()).containsExactly(1, 2);
        assertThatThrownBy(() -> new LogisticModel(2, 1, weights)).hasMessageContaining("2 weights do not fit");
    }

    private float[] predict(float[] rows, int n) {
        float[] probabilities = new float[n * ACTS];
        model.predict(rows, n, new float[model.scratchLength(n)], probabilities);
        return probabilities;
    }

    private float[] gaussians(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
