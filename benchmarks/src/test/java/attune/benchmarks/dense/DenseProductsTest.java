package attune.benchmarks.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DenseProductsTest {

    /// How fast is for people to read: speed is no test. A vector that is boxed costs a factor of six there.
    @Tag("slow")
    @Test
    void every_shape_is_measured_as_a_share_of_the_peak() {
        double peak = DenseProducts.peak();

        assertThat(DenseProducts.SHAPES)
                .allSatisfy(
                        shape -> assertThat(DenseProducts.measure(shape, peak).share())
                                .isPositive()
                                .isFinite());
    }
}
