package attune.benchmarks.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DenseProductsTest {

    /// A vector that is boxed costs a factor of six, so such a change falls far below the floor.
    @Tag("slow")
    @Test
    void products_reach_two_fifths_of_the_peak_at_least() {
        double peak = DenseProducts.peak();

        for (DenseProducts.Shape shape : DenseProducts.SHAPES) {
            DenseProducts.Speed speed = DenseProducts.measure(shape, peak);

            assertThat(speed.share())
                    .as("share of a peak of %.0f GFLOP/s: %s", peak, speed)
                    .isGreaterThan(0.4);
        }
    }
}
