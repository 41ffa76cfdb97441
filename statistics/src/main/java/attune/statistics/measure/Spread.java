package attune.statistics.measure;

import java.util.Arrays;

/// How attention is spread over items, authors or topics, and how unlike the members of a slate are.
public final class Spread {

    private Spread() {}

    /// Share of the catalogue that was shown at least once. exposures `double[n]` ≥ 0, one per item.
    public static double coverage(double[] exposures) {
        requireAmounts(exposures);
        int shown = 0;
        for (double exposure : exposures) {
            shown += exposure > 0 ? 1 : 0;
        }
        return (double) shown / exposures.length;
    }

    /// Gini coefficient of amounts ≥ 0: `Σ (2i − n − 1)·x_i / (n·Σ x)`, x ascending, i from 1. 0 = all equal,
    /// (n − 1)/n = one has all. NaN if nothing was given out.
    public static double gini(double[] amounts) {
        requireAmounts(amounts);
        double[] ascending = amounts.clone();
        Arrays.sort(ascending);
        int n = ascending.length;
        double weighted = 0;
        double total = 0;
        for (int i = 1; i <= n; i++) {
            weighted += (2.0 * i - n - 1) * ascending[i - 1];
            total += ascending[i - 1];
        }
        return total == 0 ? Double.NaN : weighted / (n * total);
    }

    /// Shannon entropy `−Σ q ln q` of amounts ≥ 0, normalized to shares q; in nats, in [0, ln n]. NaN if all are 0.
    public static double entropy(double[] amounts) {
        requireAmounts(amounts);
        double total = 0;
        for (double amount : amounts) {
            total += amount;
        }
        double entropy = 0;
        for (double amount : amounts) {
            double share = amount / total;
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return total == 0 ? Double.NaN : entropy;
    }

    /// `exp(entropy)`: how many equally used topics would be as diverse.
    public static double effectiveCount(double[] amounts) {
        return Math.exp(entropy(amounts));
    }

    /// Intra-list diversity (Ziegler et al. 2005): mean of `1 − cosine` over all pairs of a slate.
    /// vectors `float[k*d]`, row-major, one row per item; a zero vector is unlike everything (cosine 0). Result in
    /// [0, 2]; NaN for fewer than two items. Time O(k² d).
    public static double intraListDiversity(float[] vectors, int dimensions) {
        if (dimensions <= 0 || vectors.length % dimensions != 0) {
            throw new IllegalArgumentException(vectors.length + " values are not rows of " + dimensions);
        }
        int k = vectors.length / dimensions;
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = i + 1; j < k; j++) {
                sum += 1 - cosine(vectors, i * dimensions, j * dimensions, dimensions);
            }
        }
        return k < 2 ? Double.NaN : 2 * sum / ((double) k * (k - 1));
    }

    private static double cosine(float[] vectors, int first, int second, int dimensions) {
        double dot = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int j = 0; j < dimensions; j++) {
            double x = vectors[first + j];
            double y = vectors[second + j];
            dot += x * y;
            firstSquares += x * x;
            secondSquares += y * y;
        }
        return dot == 0 ? 0 : dot / Math.sqrt(firstSquares * secondSquares);
    }

    private static void requireAmounts(double[] amounts) {
        if (amounts.length == 0) {
            throw new IllegalArgumentException("no amounts given");
        }
        for (int i = 0; i < amounts.length; i++) {
            if (!(amounts[i] >= 0)) {
                throw new IllegalArgumentException("amount " + i + " must be 0 or more, was " + amounts[i]);
            }
        }
    }
}
