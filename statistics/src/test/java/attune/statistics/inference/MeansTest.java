package attune.statistics.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeansTest {

    @Test
    void normal_distribution_matches_the_tables() {
        assertThat(Normal.below(1)).isCloseTo(0.841344746068543, within(1e-14));
        assertThat(Normal.below(-3)).isCloseTo(0.001349898031630, within(1e-14));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-12));
        assertThat(Normal.below(9)).isEqualTo(1);
    }

    @Test
    void mean_interval_is_the_formula() {
        Interval interval = Means.interval(new double[] {1, 2, 3, 4, 5}, 0.95);

        assertThat(interval.estimate()).isEqualTo(3);
        assertThat(interval.high() - 3).isCloseTo(1.959964 * Math.sqrt(2.5 / 5), within(1e-6));
        assertThat(interval.isAbove(1)).isTrue();
        assertThat(interval.isBelow(1)).isFalse();
    }

    @Test
    void share_interval_stays_inside_zero_and_one() {
        assertThat(Means.share(0, 10, 0.95).high()).isCloseTo(0.2775, within(1e-4));
        assertThat(Means.share(0, 10, 0.95).low()).isZero();
        assertThat(Means.share(5, 10, 0.95).low()).isCloseTo(0.2366, within(1e-4));
        assertThat(Means.share(10, 10, 0.95).high()).isLessThanOrEqualTo(1);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> Means.share(3, 2, 0.95)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> Means.interval(new double[1], 0.95)).hasMessageContaining("spread");
        assertThatThrownBy(() -> Means.interval(new double[2], 95)).hasMessageContaining("Maybe 0.95?");
        assertThatThrownBy(() -> new Interval(0, 1, -1, 0.95)).hasMessageContaining("not an interval");
    }
}
