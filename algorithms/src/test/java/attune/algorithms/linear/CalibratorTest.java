package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.statistics.measure.Calibration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratorTest {

    private static final int ROWS = 30_000;

    private final float[] promised = new float[ROWS];
    private final boolean[] outcomes = new boolean[ROWS];

    /// A model that promises `sigmoid(2z + 1)` where `sigmoid(z − 1)` is true: too sure and too high.
    CalibratorTest() {
        Random random = new Random(13);
        for (int i = 0; i < ROWS; i++) {
            float logOdds = (float) random.nextGaussian();
            promised[i] = Sigmoid.of(2 * logOdds + 1);
            outcomes[i] = random.nextFloat() < Sigmoid.of(logOdds - 1);
        }
    }

    @Test
    void platt_finds_the_line_that_undoes_the_distortion() {
        PlattCalibrator line = PlattCalibrator.fit(promised, outcomes, 1);

        assertThat(line.slope()).isCloseTo(0.5f, within(0.03f));
        assertThat(line.shift()).isCloseTo(-1.5f, within(0.06f));
    }

    @Test
    void both_calibrators_remove_the_error_and_keep_the_order() {
        assertThat(Calibration.expectedError(promised, outcomes)).isGreaterThan(0.2);
        for (Calibrator calibrator :
                new Calibrator[] {PlattCalibrator.fit(promised, outcomes, 1), IsotonicCalibrator.fit(promised, outcomes)
                }) {
            float[] corrected = new float[ROWS];
            for (int i = 0; i < ROWS; i++) {
                corrected[i] = calibrator.calibrate(promised[i]);
            }

            assertThat(Calibration.expectedError(corrected, outcomes)).isLessThan(0.015);
            for (float p = 0; p < 0.999f; p += 0.001f) {
                assertThat(calibrator.calibrate(p)).isLessThanOrEqualTo(calibrator.calibrate(p + 0.001f));
            }
        }
    }

    @Test
    void platt_without_data_changes_nothing() {
        assertThat(PlattCalibrator.fit(new float[0], new boolean[0], 1)).isEqualTo(PlattCalibrator.NONE);
        assertThat(PlattCalibrator.NONE.calibrate(0.3f)).isCloseTo(0.3f, within(1e-6f));
    }

    @Test
    void pools_of_a_small_example_are_those_worked_out_by_hand() {
        IsotonicCalibrator curve = IsotonicCalibrator.fit(
                new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.4f, 0.9f},
                new boolean[] {false, true, false, true, false, true});

        assertThat(curve.calibrate(0f)).isZero();
        assertThat(curve.calibrate(0.2f)).isEqualTo(0.5f);
        assertThat(curve.calibrate(0.4f)).isEqualTo(0.5f);
        assertThat(curve.calibrate(0.15f)).isCloseTo(0.25f, within(1e-6f));
        assertThat(curve.calibrate(0.65f)).isCloseTo(0.75f, within(1e-6f));
        assertThat(curve.calibrate(1f)).isEqualTo(1f);
    }

    @Test
    void falling_line_and_missing_outcomes_are_refused() {
        assertThatThrownBy(() -> new PlattCalibrator(-1, 0)).hasMessageContaining("no rising line");
        assertThatThrownBy(() -> IsotonicCalibrator.fit(new float[0], new boolean[0]))
                .hasMessageContaining("outcome");
    }
}
