package attune.algorithms.rank;

/// Relevance against repetition, when a likeness of rows is at hand.
public final class MarginalRelevance {

    private MarginalRelevance() {}

    /// Greedy maximal marginal relevance (Carbonell and Goldstein, 1998): relevant first, then unlike what is
    /// already chosen, by `lambda · relevance − (1 − lambda) · max similarity to a chosen row`.
    ///
    /// relevance `float[n]`, higher is better; similarity `float[n*n]`, row-major, in [0, 1]; lambda in [0, 1], 1 =
    /// relevance only. Returns `int[min(k, n)]`, rows in slate order; equal gain: lower row first. Time O(k n),
    /// extra memory O(n). NaN is rejected.
    public static int[] select(float[] relevance, float[] similarity, float lambda, int k) {
        int n = relevance.length;
        if (similarity.length != n * n || !(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException(
                    similarity.length + " similarities for " + n + " rows, lambda " + lambda);
        }
        float[] nearest = new float[n];
        boolean[] chosen = new boolean[n];
        int[] slate = new int[Math.min(k, n)];
        for (int position = 0; position < slate.length; position++) {
            int best = best(relevance, nearest, chosen, lambda);
            slate[position] = best;
            chosen[best] = true;
            for (int row = 0; row < n; row++) {
                nearest[row] = Math.max(nearest[row], similarity[best * n + row]);
            }
        }
        return slate;
    }

    private static int best(float[] relevance, float[] nearest, boolean[] chosen, float lambda) {
        int best = -1;
        float bestGain = 0;
        for (int row = 0; row < relevance.length; row++) {
            float gain = lambda * relevance[row] - (1 - lambda) * nearest[row];
            if (Float.isNaN(gain)) {
                throw new IllegalArgumentException("relevance or similarity of row " + row + " is NaN");
            }
            if (!chosen[row] && (best < 0 || gain > bestGain)) {
                best = row;
                bestGain = gain;
            }
        }
        return best;
    }
}
