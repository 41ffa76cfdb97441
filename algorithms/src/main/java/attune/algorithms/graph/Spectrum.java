package attune.algorithms.graph;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.linear.Eigen;
import attune.algorithms.linear.Gram;
import attune.algorithms.linear.PackedMatrix;
import attune.algorithms.linear.Vectors;
import java.util.random.RandomGenerator;

/// The lowest frequencies of a graph of members and items: the leading right singular vectors of the normalized likes
/// `L(m, i) = 1 / √(d_m · d_i)`, by randomized subspace iteration (Halko, Martinsson and Tropp, Finding Structure with
/// Randomness, SIAM Review 2011).
///
/// @param rank how many vectors
/// @param values `float[rank]` eigenvalues of `LᵀL`, descending, in [0, 1]: squared singular values
/// @param vectors `float[items * rank]`, row-major: row i holds item i's part of each vector
record Spectrum(int rank, float[] values, float[] vectors) {

    /// Further vectors that are carried along, so that the last ones wanted are as good as the first.
    private static final int SPARE = 16;

    /// Time O(rounds · (likes · rank + items · rank²)); memory 8 · (members + 2 · items) · rank bytes.
    static Spectrum of(Likes likes, int rank, int rounds, RandomGenerator random, Ranges ranges) {
        int width = Math.min(rank + SPARE, Math.min(likes.members(), likes.items()));
        Likes likers = likes.transposed();
        double[] members = likes.degreesTo(-0.5);
        double[] items = likers.degreesTo(-0.5);
        float[] basis = gaussians(likes.items() * width, random);
        for (int round = 0; round < rounds; round++) {
            orthonormalize(basis, width, ranges);
            float[] rows = applied(likes, members, items, basis, width, ranges);
            basis = applied(likers, items, members, rows, width, ranges);
        }
        orthonormalize(basis, width, ranges);
        return rayleighRitz(likes, members, items, basis, width, Math.min(rank, width), ranges);
    }

    /// The best vectors within the basis: eigenvectors of `(L·basis)ᵀ(L·basis)`.
    private static Spectrum rayleighRitz(
            Likes likes, double[] members, double[] items, float[] basis, int width, int rank, Ranges ranges) {
        Eigen eigen = Eigen.of(Gram.of(applied(likes, members, items, basis, width, ranges), width, ranges), width);
        float[] turn = new float[width * rank];
        float[] values = new float[rank];
        for (int k = 0; k < rank; k++) {
            values[k] = (float) eigen.values()[k];
            for (int j = 0; j < width; j++) {
                turn[j * rank + k] = (float) eigen.vectors()[k][j];
            }
        }
        return new Spectrum(rank, values, product(basis, width, turn, rank, ranges));
    }

    /// `L · basis`, one row per member, or `Lᵀ · rows` with likes, and the two scales, turned round.
    private static float[] applied(
            Likes likes, double[] own, double[] others, float[] basis, int width, Ranges ranges) {
        float[] sums = new float[likes.members() * width];
        ranges.each(likes.members(), (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int at = likes.start(row); at < likes.start(row + 1); at++) {
                    int other = likes.item(at);
                    float scale = (float) (own[row] * others[other]);
                    Vectors.axpy(scale, basis, other * width, sums, row * width, width);
                }
            }
        });
        return sums;
    }

    /// In place, by the Cholesky factor of the Gram matrix.
    private static void orthonormalize(float[] basis, int width, Ranges ranges) {
        double[] gram = Gram.of(basis, width, ranges);
        float[] back = product(basis, width, inverseOfRoot(gram, width), width, ranges);
        System.arraycopy(back, 0, basis, 0, basis.length);
    }

    /// The upper triangular `U` with `Uᵀ · gram · U = 1`.
    private static float[] inverseOfRoot(double[] gram, int n) {
        double[] root = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i * n + k] * root[j * n + k];
                }
                // A direction that is numerically gone is given no weight.
                root[i * n + j] = i == j ? Math.sqrt(Math.max(sum, 1e-12 * gram[0])) : sum / root[j * n + j];
            }
        }
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1 / root[i * n + i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= root[i * n + k] * inverse[k * n + j];
                }
                inverse[i * n + j] = sum / root[i * n + i];
            }
        }
        float[] upper = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                upper[j * n + i] = (float) inverse[i * n + j];
            }
        }
        return upper;
    }

    private static float[] product(float[] rows, int width, float[] right, int columns, Ranges ranges) {
        int count = rows.length / width;
        float[] out = new float[count * columns];
        PackedMatrix packed = new PackedMatrix().pack(right, 0, columns, 1, width, columns);
        ranges.each(
                count,
                (from, to) -> packed.multiply(
                        rows,
                        from * width,
                        width,
                        1,
                        to - from,
                        out,
                        from * columns,
                        columns,
                        false,
                        new float[PackedMatrix.scratch()]));
        return out;
    }

    private static float[] gaussians(int length, RandomGenerator random) {
        float[] values = new float[length];
        for (int at = 0; at < length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return values;
    }
}
