package attune.algorithms.linear;

import attune.algorithms.collaborative.Ranges;

/// The inverse of a large symmetric positive definite matrix, in place, by blocked Gauss-Jordan sweeps (Goodnight, A
/// Tutorial on the SWEEP Operator, 1979; blocked as in Quintana-Ortí et al., A Note on Parallel Matrix Inversion,
/// 2001).
///
/// A positive definite matrix needs no pivots, and a sweep by blocks is one dense product after another: it runs at the
/// speed of [PackedMatrix], where a triangular factor and its two solves would not. Blocks on the diagonal are inverted
/// in
/// double. The relative error is about the condition number times 6e-8: ridge terms keep it harmless.
public final class SymmetricInverse {

    private static final int BLOCK = 128;

    private SymmetricInverse() {}

    /// Replaces `matrix`, `float[n * n]` row-major, by its inverse. Both triangles are read and written. Time 2n³
    /// flops, spread over ranges of rows; extra memory 3 · n · 128 floats. A matrix that is not positive definite
    /// is
    /// refused, and left in pieces.
    public static void invert(float[] matrix, int n, Ranges ranges) {
        if (matrix.length != n * n) {
            throw new IllegalArgumentException(matrix.length + " numbers are no square matrix of " + n + " rows");
        }
        float[] row = new float[BLOCK * n];
        float[] column = new float[n * BLOCK];
        PackedMatrix packed = new PackedMatrix();
        for (int top = 0; top < n; top += BLOCK) {
            sweep(matrix, n, top, Math.min(BLOCK, n - top), row, column, packed, ranges);
        }
    }

    private static void sweep(
            float[] matrix, int n, int top, int size, float[] row, float[] column, PackedMatrix packed, Ranges ranges) {
        float[] inverse = inverseOfBlock(matrix, n, top, size);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < size; k++) {
                column[i * size + k] = -matrix[i * n + top + k];
            }
        }
        packed.pack(matrix, top * n, n, 1, size, n)
                .multiply(inverse, 0, size, 1, size, row, 0, n, false, new float[PackedMatrix.scratch()]);
        packed.pack(row, 0, n, 1, size, n);
        PackedMatrix block = new PackedMatrix().pack(inverse, 0, size, 1, size, size);
        ranges.each(n, (from, to) -> {
            float[] tile = new float[PackedMatrix.scratch()];
            int rows = to - from;
            packed.multiply(column, from * size, size, 1, rows, matrix, from * n, n, true, tile);
            block.multiply(column, from * size, size, 1, rows, matrix, from * n + top, n, false, tile);
        });
        for (int k = 0; k < size; k++) {
            System.arraycopy(row, k * n, matrix, (top + k) * n, n);
            System.arraycopy(inverse, k * size, matrix, (top + k) * n + top, size);
        }
    }

    /// The inverse of a block on the diagonal, by unblocked sweeps in double.
    private static float[] inverseOfBlock(float[] matrix, int n, int top, int size) {
        double[] block = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                block[i * size + j] = matrix[(top + i) * n + top + j];
            }
        }
        for (int k = 0; k < size; k++) {
            double pivot = block[k * size + k];
            if (!(pivot > 0)) {
                throw new ArithmeticException("not positive definite at row " + (top + k) + ". Maybe the ridge is 0?");
            }
            for (int i = 0; i < size; i++) {
                if (i != k) {
                    subtract(block, size, i, k, block[i * size + k] / pivot);
                }
            }
            for (int j = 0; j < size; j++) {
                block[k * size + j] /= pivot;
            }
            block[k * size + k] = 1 / pivot;
        }
        float[] inverse = new float[size * size];
        for (int at = 0; at < inverse.length; at++) {
            inverse[at] = (float) block[at];
        }
        return inverse;
    }

    /// Row i minus `factor` times row k; its column k becomes `−factor`.
    private static void subtract(double[] block, int size, int i, int k, double factor) {
        for (int j = 0; j < size; j++) {
            block[i * size + j] -= factor * block[k * size + j];
        }
        block[i * size + k] = -factor;
    }
}
