package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DivergenceTest {

    private static final double[] WANTED = {0.7, 0.3};

    @Test
    void calibration_has_the_values_worked_out_for_steck() {
        assertThat(Divergence.calibration(WANTED, new double[] {1, 0}, 0.01)).isCloseTo(1.13398, within(5e-6));
        assertThat(Divergence.calibration(WANTED, new double[] {0.7, 0.3}, 0.01))
                .isCloseTo(0, within(1e-12));
        assertThat(Divergence.calibration(WANTED, new double[] {0.8, 0.2}, 0.01))
                .isCloseTo(0.02755, within(5e-6));
    }

    @Test
    void jensen_shannon_has_the_known_value_is_symmetric_and_at_most_one_bit() {
        assertThat(Divergence.jensenShannon(WANTED, new double[] {1, 0})).isCloseTo(0.16919, within(5e-6));
        assertThat(Divergence.jensenShannon(new double[] {4, 0}, WANTED)).isCloseTo(0.16919, within(5e-6));
        assertThat(Divergence.jensenShannon(new double[] {1, 0}, new double[] {0, 1}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void amounts_are_shares_and_early_places_count_more() {
        assertThat(Divergence.calibration(new double[] {7, 3}, new double[] {16, 4}, 0.01))
                .isCloseTo(0.02755, within(5e-6));
        assertThat(Divergence.discounted(new int[] {1, 0, 1}, 2)[1]).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void nothing_is_undefined_and_unequal_topics_are_refused() {
        assertThat(Divergence.jensenShannon(new double[2], WANTED)).isNaN();
        assertThatThrownBy(() -> Divergence.jensenShannon(new double[] {1}, WANTED))
                .hasMessageContaining("same topics");
        assertThatThrownBy(() -> Divergence.calibration(WANTED, WANTED, 0)).hasMessageContaining("smoothing");
        assertThatThrownBy(() -> Divergence.calibration(new double[] {-1, 1}, WANTED, 0.1))
                .hasMessageContaining("0 or more");
    }
}
