package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EigenTest {

    @Test
    void eigenvalues_of_a_small_matrix_are_the_ones_worked_out_by_hand() {
        Eigen eigen = Eigen.of(new double[] {2, 1, 1, 2}, 2);

        assertThat(eigen.values()[0]).isCloseTo(3, within(1e-9));
        assertThat(eigen.values()[1]).isCloseTo(1, within(1e-9));
        assertThat(Math.abs(eigen.vectors()[0][0])).isCloseTo(Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void the_matrix_is_put_together_again_from_its_parts() {
        long seed = 5;
        int n = 25;
        double[] square = squared(n, 40, seed);

        Eigen eigen = Eigen.of(square, n);

        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
                assertThat(sum).as("seed %d", seed).isCloseTo(square[i * n + j], within(1e-7));
            }
        }
    }

    @Test
    void a_gram_matrix_sums_the_products_of_rows() {
        double[] gram = Gram.of(new float[] {1, 2, 3, 4, 0, 1}, 2, Ranges.ALONE);

        assertThat(gram).containsExactly(10, 14, 14, 21);
    }

    @Test
    void a_small_system_is_solved_as_in_double() {
        int n = 30;
        double[] square = squared(n, 60, 8);
        float[] matrix = new float[n * n];
        double[] right = new double[n];
        float[] x = new float[n];
        for (int at = 0; at < matrix.length; at++) {
            matrix[at] = (float) square[at];
        }
        for (int i = 0; i < n; i++) {
            right[i] = i - 7;
            x[i] = i - 7;
        }

        RowCholesky.solve(matrix, x, n);

        double[] expected = Cholesky.solve(square, right, n);
        for (int i = 0; i < n; i++) {
            assertThat((double) x[i]).isCloseTo(expected[i], within(1e-3));
        }
        assertThatThrownBy(() -> RowCholesky.solve(new float[] {0}, new float[1], 1))
                .hasMessageContaining("row 0");
    }

    /// With all items as candidates, the sparse kin is EASE itself.
    @Test
    void ridge_on_all_neighbours_is_ease() {
        Likes likes = Likes.ofRows(4, new int[][] {{0, 1}, {0, 1, 2}, {0, 3}, {1, 2, 3}, {0, 2}, {1, 3}});
        EaseItems.Rules rules = new EaseItems.Rules(1, 0.3, 0.5);
        ItemGraph all = ItemGraph.ofCoLikes(likes, likes.degreesTo(0), (i, j, both) -> both, 10, Ranges.ALONE);

        ItemGraph ridge = NeighborRidgeItems.fit(likes, all, 10, rules, Ranges.ALONE);

        EaseItems ease = EaseItems.fit(likes, rules, Ranges.ALONE);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(ridge.weight(i, j)).isCloseTo(ease.weight(i, j), within(1e-5f));
            }
        }
    }

    private static double[] squared(int n, int rows, long seed) {
        Random random = new Random(seed);
        double[] square = new double[n * n];
        for (int row = 0; row < rows; row++) {
            double[] values = random.doubles(n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    square[i * n + j] += values[i] * values[j];
                }
            }
        }
        return square;
    }
}
