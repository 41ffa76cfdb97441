package attune.algorithms.linear;

/// Solves one small symmetric positive definite system in float, row by row with vector dot products: for thousands of
/// systems of some hundred rows. [Cholesky] is its careful sibling in double. Time O(n³/6) multiply-adds.
final class RowCholesky {

    private RowCholesky() {}

    /// The x with `matrix · x = right`. matrix `float[n * n]` row-major, of which only the lower triangle is read;
    /// it is
    /// overwritten by its root, and `right` by x, which is returned. A matrix that is not positive definite is
    /// refused.
    static float[] solve(float[] matrix, float[] right, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                float sum = matrix[i * n + j] - Vectors.dot(matrix, i * n, matrix, j * n, j);
                matrix[i * n + j] = sum / matrix[j * n + j];
            }
            float rest = matrix[i * n + i] - Vectors.dot(matrix, i * n, matrix, i * n, i);
            if (!(rest > 0)) {
                throw new ArithmeticException("not positive definite at row " + i + ". Maybe the ridge is too small?");
            }
            matrix[i * n + i] = (float) Math.sqrt(rest);
            right[i] = (right[i] - Vectors.dot(matrix, i * n, right, 0, i)) / matrix[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            right[i] /= matrix[i * n + i];
            Vectors.axpy(-right[i], matrix, i * n, right, 0, i);
        }
        return right;
    }
}
