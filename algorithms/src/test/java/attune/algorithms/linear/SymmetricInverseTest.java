package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Ranges;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {

    private static final long SEED = 23;

    /// Cuts every range in two, backwards: results must not depend on it.
    private static final Ranges CUT = (count, work) -> {
        work.run(count / 3, count);
        work.run(0, count / 3);
    };

    @Test
    void inverse_of_a_small_matrix_is_the_one_worked_out_by_hand() {
        float[] matrix = {4, 2, 2, 3};

        SymmetricInverse.invert(matrix, 2, Ranges.ALONE);

        assertThat(matrix[0]).isCloseTo(3 / 8f, within(1e-6f));
        assertThat(matrix[1]).isCloseTo(-2 / 8f, within(1e-6f));
        assertThat(matrix[3]).isCloseTo(4 / 8f, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 127, 128, 129, 300})
    void a_matrix_times_its_inverse_is_the_identity(int n) {
        float[] matrix = positiveDefinite(n);
        float[] inverse = matrix.clone();

        SymmetricInverse.invert(inverse, n, CUT);

        for (int i = 0; i < n; i += 1 + n / 20) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) matrix[i * n + k] * inverse[k * n + j];
                }
                assertThat(sum).as("seed %d n %d at %d, %d", SEED, n, i, j).isCloseTo(i == j ? 1 : 0, within(1e-4));
            }
        }
    }

    @Test
    void a_matrix_that_is_not_positive_definite_is_refused() {
        assertThatThrownBy(() -> SymmetricInverse.invert(new float[] {1, 2, 2, 1}, 2, Ranges.ALONE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> SymmetricInverse.invert(new float[3], 2, Ranges.ALONE))
                .hasMessageContaining("square");
    }

    /// `MᵀM + n` of random signs: condition number of a few.
    private static float[] positiveDefinite(int n) {
        Random random = new Random(SEED);
        float[] m = new float[n * n];
        for (int at = 0; at < m.length; at++) {
            m[at] = random.nextBoolean() ? 1 : -1;
        }
        float[] square = new float[n * n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                Vectors.axpy(m[k * n + i], m, k * n, square, i * n, n);
            }
        }
        for (int i = 0; i < n; i++) {
            square[i * n + i] += n;
        }
        return square;
    }
}
