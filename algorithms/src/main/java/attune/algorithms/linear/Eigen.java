package attune.algorithms.linear;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of small symmetric positive semidefinite matrices, by one-sided Jacobi rotations
/// (Hestenes
/// 1958; Golub and Van Loan, section 8.6): rows are turned against each other until all are orthogonal; each is then an
/// eigenvector times its eigenvalue. Only whole rows are touched, so it is simple and, up to a thousand rows, fast
/// enough.
///
/// @param values descending, 0 or more
/// @param vectors `double[n][n]`: row k belongs to value k, of length 1 (or 0 where the value is 0)
public record Eigen(double[] values, double[][] vectors) {

    private static final int MOST_SWEEPS = 30;
    private static final double ORTHOGONAL = 1e-10;

    /// Takes `matrix`, `double[n * n]`. Time some 6 · n³ flops for each of about ten sweeps.
    public static Eigen of(double[] matrix, int n) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(matrix, i * n, (i + 1) * n);
        }
        boolean turned = true;
        for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
            turned = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    turned |= turn(rows[p], rows[q]);
                }
            }
        }
        return sorted(rows);
    }

    /// Turns two rows until they are orthogonal, the longer one first; false if they are so already.
    private static boolean turn(double[] p, double[] q) {
        double dot = dot(p, q);
        double first = dot(p, p);
        double second = dot(q, q);
        if (Math.abs(dot) <= ORTHOGONAL * Math.sqrt(first * second) || dot == 0) {
            return false;
        }
        double zeta = (second - first) / (2 * dot);
        double tangent = Math.signum(zeta == 0 ? 1 : zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = cosine * tangent;
        for (int k = 0; k < p.length; k++) {
            double x = p[k];
            p[k] = cosine * x - sine * q[k];
            q[k] = sine * x + cosine * q[k];
        }
        return true;
    }

    private static Eigen sorted(double[][] rows) {
        Arrays.sort(rows, (a, b) -> Double.compare(dot(b, b), dot(a, a)));
        double[] values = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            values[k] = Math.sqrt(dot(rows[k], rows[k]));
            for (int j = 0; j < rows.length && values[k] > 0; j++) {
                rows[k][j] /= values[k];
            }
        }
        return new Eigen(values, rows);
    }

    private static double dot(double[] a, double[] b) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k + 1 < a.length; k += 2) {
            even += a[k] * b[k];
            odd += a[k + 1] * b[k + 1];
        }
        return k < a.length ? even + odd + a[k] * b[k] : even + odd;
    }
}
