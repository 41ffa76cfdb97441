package attune.statistics.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Test
    void quantiles_are_at_most_a_sixty_fourth_above_the_exact_ones() {
        long seed = 9;
        Random random = new Random(seed);
        long[] values = new long[20_000];
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(25 * random.nextDouble());
            histogram.record(values[i]);
        }
        Arrays.sort(values);

        for (double share : new double[] {0, 0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.max(0, Math.ceil(share * values.length) - 1)];
            assertThat(histogram.quantileNanos(share))
                    .as("seed %d share %s", seed, share)
                    .isBetween(exact, exact + exact / 64 + 1);
        }
        assertThat(histogram.quantileNanos(1)).isEqualTo(histogram.maxNanos());
    }

    @Test
    void small_values_are_exact_and_the_largest_fits() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(-3);
        histogram.record(63);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.quantileNanos(0.3)).isZero();
        assertThat(histogram.quantileNanos(0.6)).isEqualTo(63);
        assertThat(histogram.quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void adding_two_is_recording_all_into_one() {
        LatencyHistogram left = new LatencyHistogram();
        LatencyHistogram right = new LatencyHistogram();
        left.record(10);
        right.record(1_000);
        right.record(30);

        left.add(right);

        assertThat(left.count()).isEqualTo(3);
        assertThat(left.quantileNanos(0.5)).isEqualTo(30);
        assertThat(left.meanNanos()).isEqualTo(1_040 / 3.0);
        assertThat(left.maxNanos()).isEqualTo(1_000);
    }

    @Test
    void empty_histogram_has_no_mean() {
        assertThat(new LatencyHistogram().meanNanos()).isNaN();
        assertThat(new LatencyHistogram().quantileNanos(0.99)).isZero();
        assertThatThrownBy(() -> new LatencyHistogram().quantileNanos(99)).hasMessageContaining("Maybe 0.99");
    }
}
