package attune.algorithms.linear;

/// Solves symmetric positive definite systems by Cholesky's square root (Golub and Van Loan, section 4.2). Time
/// O(n³/3).
public final class Cholesky {

    private Cholesky() {}

    /// The x with `matrix · x = right`. matrix `double[n * n]`, of which only the lower triangle, row-major, is
    /// read; right `double[n]`. Inputs are not changed. A matrix that is not positive definite is refused.
    public static double[] solve(double[] matrix, double[] right, int n) {
        double[] root = factor(matrix, n);
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= root[i * n + k] * x[k];
            }
            x[i] /= root[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= root[k * n + i] * x[k];
            }
            x[i] /= root[i * n + i];
        }
        return x;
    }

    /// The lower triangular L with `L · Lᵀ = matrix`.
    private static double[] factor(double[] matrix, int n) {
        double[] root = matrix.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = root[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i * n + k] * root[j * n + k];
                }
                root[i * n + j] = i == j ? Math.sqrt(sum) : sum / root[j * n + j];
            }
            if (!(root[i * n + i] > 0)) {
                throw new ArithmeticException("not positive definite at row " + i
                        + ". Maybe a feature is many orders of magnitude larger than the others?");
            }
        }
        return root;
    }
}
