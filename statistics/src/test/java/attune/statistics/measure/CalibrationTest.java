package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final boolean[] ONE_IN_TEN = new boolean[10];

    static {
        ONE_IN_TEN[3] = true;
    }

    @Test
    void normalized_entropy_of_one_click_in_ten() {
        assertThat(Calibration.normalizedEntropy(constant(0.1f, 10), ONE_IN_TEN))
                .isCloseTo(1.0, within(1e-6));
        assertThat(Calibration.normalizedEntropy(constant(0.2f, 10), ONE_IN_TEN))
                .isCloseTo(1.1129, within(1e-4));
        assertThat(Calibration.normalizedEntropy(constant(0.2f, 2), new boolean[2]))
                .isNaN();
    }

    @Test
    void ratio_above_one_promises_too_much() {
        assertThat(Calibration.ratio(constant(0.2f, 10), ONE_IN_TEN)).isCloseTo(2, within(1e-6));
        assertThat(Calibration.ratio(constant(0.2f, 2), new boolean[2])).isNaN();
    }

    @Test
    void log_loss_of_a_certain_miss_is_finite() {
        assertThat(Calibration.logLoss(new float[] {1}, new boolean[] {false})).isBetween(16.0, 16.2);
        assertThat(Calibration.logLoss(new float[] {0.5f}, new boolean[] {true}))
                .isCloseTo(Math.log(2), within(1e-7));
    }

    @Test
    void honest_probabilities_have_a_small_error_and_inflated_ones_the_size_of_the_lie() {
        Random random = new Random(8);
        float[] honest = new float[60_000];
        float[] inflated = new float[honest.length];
        boolean[] outcomes = new boolean[honest.length];
        for (int i = 0; i < honest.length; i++) {
            honest[i] = 0.8f * random.nextFloat();
            inflated[i] = honest[i] + 0.2f;
            outcomes[i] = random.nextFloat() < honest[i];
        }

        assertThat(Calibration.expectedError(honest, outcomes)).isLessThan(0.012);
        assertThat(Calibration.expectedError(inflated, outcomes)).isCloseTo(0.2, within(0.01));
    }

    @Test
    void bins_have_equal_mass_and_never_split_a_tie() {
        float[] probabilities = {0.1f, 0.2f, 0.2f, 0.2f, 0.2f, 0.9f};
        boolean[] outcomes = {false, true, false, false, true, true};

        assertThat(Calibration.bins(probabilities, outcomes, 3).stream().map(Calibration.Bin::count))
                .containsExactly(5, 1);
        assertThat(Calibration.bins(probabilities, outcomes, 6).stream().map(Calibration.Bin::count))
                .containsExactly(1, 4, 1);
        assertThat(Calibration.bins(probabilities, outcomes, 15).stream()
                        .mapToInt(Calibration.Bin::count)
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void more_than_certain_is_refused() {
        assertThatThrownBy(() -> Calibration.logLoss(new float[] {1.5f}, new boolean[1]))
                .hasMessageContaining("no probability: 1.5");
    }

    private static float[] constant(float value, int n) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }
}
