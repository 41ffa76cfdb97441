package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {

    private static final long SEED = 17;

    private final Random random = new Random(SEED);

    @Test
    void dot_is_the_scalar_one_within_rounding() {
        for (int length = 0; length < 200; length++) {
            float[] a = floats(length + 3);
            float[] b = floats(length + 5);
            float sizes = 0;
            for (int i = 0; i < length; i++) {
                sizes += Math.abs(a[3 + i] * b[5 + i]);
            }

            assertThat(Vectors.dot(a, 3, b, 5, length))
                    .as("seed %d length %d", SEED, length)
                    .isCloseTo(ScalarVectors.dot(a, 3, b, 5, length), within(1e-6f * (1 + sizes)));
        }
    }

    @Test
    void axpy_is_the_scalar_one_bit_for_bit_and_touches_nothing_else() {
        for (int length = 0; length < 100; length++) {
            float[] x = floats(length + 2);
            float[] y = floats(length + 4);
            float[] expected = y.clone();

            ScalarVectors.axpy(0.3f, x, 2, expected, 1, length);
            Vectors.axpy(0.3f, x, 2, y, 1, length);

            assertThat(y).as("seed %d length %d", SEED, length).containsExactly(expected);
        }
    }

    @Test
    void multiply_is_the_scalar_one_bit_for_bit() {
        for (int n = 0; n < 12; n++) {
            for (int acts : new int[] {1, 8, 13, 20}) {
                int d = 1 + random.nextInt(40);
                int width = Vectors.padded(acts);
                float[] rows = floats(n * d);
                float[] columns = floats(d * width);
                float[] start = floats(width);
                float[] expected = new float[n * width];
                float[] actual = new float[n * width];

                ScalarVectors.multiply(rows, n, d, columns, start, width, expected);
                Vectors.multiply(rows, n, d, columns, start, width, actual);

                assertThat(actual)
                        .as("seed %d n %d acts %d d %d", SEED, n, acts, d)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void unpadded_columns_are_refused() {
        int width = Vectors.padded(1) + 1;

        assertThatThrownBy(() -> Vectors.multiply(
                        new float[2], 1, 2, new float[2 * width], new float[width], width, new float[width]))
                .hasMessageContaining("padded to");
    }

    @Test
    void warm_up_ends() {
        Vectors.warmUp();

        assertThat(Vectors.padded(9)).isGreaterThanOrEqualTo(9);
    }

    private float[] floats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
