package attune.algorithms.factor;

import attune.algorithms.linear.Vectors;
import java.util.Arrays;

/// One row of alternating least squares: the vector x that minimizes
/// `Σ (1 − x·y)² + unobserved · Σ (x·y)² + ridge · ‖x‖²`, the first sum over the liked rows y, the second over all.
///
/// Conjugate gradients from where x stands (Takács, Pilászy and Tikk, Applications of the conjugate gradient method for
/// implicit feedback collaborative filtering, RecSys 2011): a step costs O(d² + likes · d), and three are as good as
/// the
/// exact answer once x is warm. Scratch of one thread.
final class RowSolver {

    private final int d;
    private final float[] residual;
    private final float[] direction;
    private final float[] image;

    RowSolver(int d) {
        this.d = d;
        residual = new float[d];
        direction = new float[d];
        image = new float[d];
    }

    /// @param gram `unobserved · Σ y yᵀ` over all rows, `float[d * d]`
    /// @param rows row-major vectors of the other side
    /// @param liked which of them
    /// @param x `x[at .. at + d)` is where it starts and what it finds
    void solve(float[] gram, float[] rows, int[] liked, int from, int to, float ridge, float[] x, int at, int steps) {
        image(gram, rows, liked, from, to, ridge, x, at);
        for (int j = 0; j < d; j++) {
            residual[j] = -image[j];
        }
        for (int like = from; like < to; like++) {
            Vectors.axpy(1, rows, liked[like] * d, residual, 0, d);
        }
        System.arraycopy(residual, 0, direction, 0, d);
        float size = Vectors.dot(residual, 0, residual, 0, d);
        for (int step = 0; step < steps && size > 1e-12f; step++) {
            image(gram, rows, liked, from, to, ridge, direction, 0);
            float length = size / Vectors.dot(direction, 0, image, 0, d);
            Vectors.axpy(length, direction, 0, x, at, d);
            Vectors.axpy(-length, image, 0, residual, 0, d);
            float next = Vectors.dot(residual, 0, residual, 0, d);
            float share = next / size;
            for (int j = 0; j < d; j++) {
                direction[j] = residual[j] + share * direction[j];
            }
            size = next;
        }
    }

    /// `image = (gram + Σ y yᵀ + ridge) · p`.
    private void image(float[] gram, float[] rows, int[] liked, int from, int to, float ridge, float[] p, int at) {
        Arrays.fill(image, 0);
        Vectors.axpy(ridge, p, at, image, 0, d);
        for (int j = 0; j < d; j++) {
            Vectors.axpy(p[at + j], gram, j * d, image, 0, d);
        }
        for (int like = from; like < to; like++) {
            int row = liked[like] * d;
            Vectors.axpy(Vectors.dot(rows, row, p, at, d), rows, row, image, 0, d);
        }
    }
}
