package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RowKernelsTest {

    private static final long SEED = 29;

    private final Random random = new Random(SEED);

    @Test
    void softmax_is_the_scalar_one_at_every_length() {
        for (int length = 1; length < 100; length++) {
            float[] expected = floats(length, 20);
            float[] actual = new float[length + 3];
            System.arraycopy(expected, 0, actual, 3, length);

            float logSum = ScalarVectors.softmax(expected);

            assertThat(RowKernels.softmax(actual, 3, length)).isCloseTo(logSum, within(1e-5f));
            for (int i = 0; i < length; i++) {
                assertThat(actual[3 + i])
                        .as("seed %d length %d", SEED, length)
                        .isCloseTo(expected[i], within(1e-9f + 2e-6f * expected[i]));
            }
        }
    }

    @Test
    void softmax_of_far_apart_numbers_neither_overflows_nor_makes_nan() {
        float[] row = new float[40];
        row[7] = 3e8f;
        row[8] = Float.NEGATIVE_INFINITY;

        RowKernels.softmax(row, 0, 40);

        assertThat(row[7]).isEqualTo(1);
        assertThat(row[8]).isZero();
        assertThat(row[39]).isZero();
    }

    @Test
    void normalize_is_the_scalar_one_and_its_gradient_the_numeric_one() {
        for (int length : new int[] {2, 7, 16, 19, 64}) {
            float[] x = floats(length, 3);
            float[] slopes = floats(length, 1);
            float[] expected = new float[length];
            float[] normal = new float[length];
            float[] gradient = new float[length];

            float inverse = ScalarVectors.normalize(x, expected);
            assertThat(RowKernels.normalize(x, 0, length, normal, 0)).isCloseTo(inverse, within(1e-4f * inverse));
            RowKernels.normalizeBackward(slopes, 0, normal, 0, length, inverse, gradient, 0);

            assertThat(normal).containsExactly(expected, within(1e-4f));
            for (int i = 0; i < length; i++) {
                double numeric = (along(x, i, 1e-2f, slopes) - along(x, i, -1e-2f, slopes)) / 2e-2;
                assertThat(gradient[i]).as("seed %d length %d", SEED, length).isCloseTo((float) numeric, within(5e-3f));
            }
        }
    }

    private static double along(float[] x, int i, float by, float[] slopes) {
        float[] moved = x.clone();
        moved[i] += by;
        float[] normal = new float[x.length];
        ScalarVectors.normalize(moved, normal);
        double sum = 0;
        for (int j = 0; j < x.length; j++) sum += (double) normal[j] * slopes[j];
        return sum;
    }

    private float[] floats(int length, float size) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) floats[i] = random.nextFloat(-size, size);
        return floats;
    }
}
