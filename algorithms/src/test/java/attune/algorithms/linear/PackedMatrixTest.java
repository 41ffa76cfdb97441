package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedMatrixTest {

    private static final long SEED = 23;

    private final Random random = new Random(SEED);
    private final float[] tile = new float[PackedMatrix.scratch()];
    private final PackedMatrix packed = new PackedMatrix();

    @Test
    void products_of_all_small_and_some_deep_shapes_are_the_scalar_ones() {
        for (int m : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 21}) {
            for (int n : new int[] {1, 5, 16, 31, 32, 33, 70}) {
                for (int depth : new int[] {1, 2, 16, 65, 255, 256, 257, 600}) {
                    float[] a = floats(m * depth);
                    float[] b = floats(depth * n);
                    float[] expected = new float[m * n];
                    float[] actual = floats(m * n);

                    ScalarVectors.product(a, b, m, depth, n, expected);
                    packed.pack(b, 0, n, 1, depth, n).multiply(a, 0, depth, 1, m, actual, 0, n, false, tile);

                    assertThat(actual)
                            .as("seed %d: %d × %d × %d", SEED, m, depth, n)
                            .containsExactly(expected, within(1e-6f * (4 + depth)));
                }
            }
        }
    }

    @Test
    void transposed_factors_and_parts_of_larger_matrices_are_read_in_place_and_added_up() {
        int m = 19;
        int n = 37;
        int depth = 300;
        float[] a = floats(m * depth);
        float[] b = floats(depth * n);
        float[] turnedA = new float[5 + depth * (m + 2)];
        float[] turnedB = new float[7 + n * (depth + 3)];
        for (int j = 0; j < depth; j++) {
            for (int row = 0; row < m; row++) turnedA[5 + j * (m + 2) + row] = a[row * depth + j];
            for (int column = 0; column < n; column++) turnedB[7 + column * (depth + 3) + j] = b[j * n + column];
        }
        float[] product = new float[m * n];
        ScalarVectors.product(a, b, m, depth, n, product);
        float[] expected = floats(4 + m * (n + 6));
        float[] actual = expected.clone();
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++)
                expected[4 + row * (n + 6) + column] += product[row * n + column];
        }

        packed.pack(turnedB, 7, 1, depth + 3, depth, n).multiply(turnedA, 5, 1, m + 2, m, actual, 4, n + 6, true, tile);

        assertThat(actual).as("seed %d", SEED).containsExactly(expected, within(1e-3f));
    }

    @Test
    void a_row_has_the_same_result_in_every_batch() {
        int n = 50;
        int depth = 70;
        float[] a = floats(21 * depth);
        float[] all = new float[21 * n];
        packed.pack(floats(depth * n), 0, n, 1, depth, n).multiply(a, 0, depth, 1, 21, all, 0, n, false, tile);

        for (int row = 0; row < 21; row++) {
            float[] alone = new float[n];
            packed.multiply(a, row * depth, depth, 1, 1, alone, 0, n, false, tile);

            for (int column = 0; column < n; column++) assertThat(alone[column]).isEqualTo(all[row * n + column]);
        }
    }

    @Test
    void an_empty_sum_is_zero() {
        float[] out = {1, 2, 3};

        packed.pack(new float[0], 0, 3, 1, 0, 3).multiply(new float[0], 0, 0, 1, 1, out, 0, 3, false, tile);

        assertThat(out).containsExactly(0, 0, 0);
    }

    private float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) floats[i] = random.nextFloat(-1, 1);
        return floats;
    }
}
