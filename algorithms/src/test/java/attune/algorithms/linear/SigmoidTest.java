package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SigmoidTest {

    @Test
    void single_precision_is_within_a_few_units_of_the_exact_value() {
        for (float x = -86; x < 86; x += 0.0137f) {
            double exact = 1 / (1 + Math.exp(-(double) x));

            assertThat((double) Sigmoid.of(x)).as("x = %s", x).isCloseTo(exact, within(3e-7 * exact));
        }
    }

    @Test
    void extremes_are_probabilities_and_NaN_stays_NaN() {
        assertThat(Sigmoid.of(0f)).isEqualTo(0.5f);
        assertThat(Sigmoid.of(Float.NEGATIVE_INFINITY)).isBetween(0f, 2e-38f).isPositive();
        assertThat(Sigmoid.of(Float.POSITIVE_INFINITY)).isEqualTo(1f);
        assertThat(Sigmoid.of(Float.NaN)).isNaN();
    }

    @Test
    void log_odds_undo_it() {
        for (float x = -9; x < 9; x += 0.37f) {
            assertThat(Sigmoid.logOdds(Sigmoid.of(x))).isCloseTo(x, within(2e-3f));
        }
        assertThat(Sigmoid.logOdds(0)).isBetween(-17f, -16f);
    }

    @Test
    void softplus_neither_overflows_nor_vanishes() {
        assertThat(Sigmoid.softplus(1_000)).isEqualTo(1_000);
        assertThat(Sigmoid.softplus(-1_000)).isZero();
        assertThat(Sigmoid.softplus(0)).isCloseTo(Math.log(2), within(1e-15));
    }
}
