package attune.statistics.measure;

import java.util.Arrays;

/// Measures of a ranking, each of one request; average them over requests.
///
/// `ranks` are the one-based ranks of the relevant items, ascending, as [Ranks] makes them, one entry for **every**
/// relevant item. Without relevant items a measure is undefined and NaN: leave that request out of the mean.
public final class RankingMeasures {

    private RankingMeasures() {}

    /// Share of the relevant items among the first k: `hits / relevant` (not capped by k).
    public static double recall(int[] ranks, int k) {
        return ranks.length == 0 ? Double.NaN : (double) hits(ranks, k) / ranks.length;
    }

    /// Share of the first k places that hold a relevant item: `hits / k`, also if fewer than k items exist.
    public static double precision(int[] ranks, int k) {
        return ranks.length == 0 ? Double.NaN : (double) hits(ranks, k) / k;
    }

    /// 1 if any relevant item is among the first k, else 0.
    public static double hitRate(int[] ranks, int k) {
        return ranks.length == 0 ? Double.NaN : hits(ranks, k) > 0 ? 1 : 0;
    }

    /// Reciprocal rank of the first relevant item; 0 if none is ranked. Averaged: MRR.
    public static double reciprocalRank(int[] ranks) {
        return ranks.length == 0 ? Double.NaN : precisionAt(ranks, 0);
    }

    /// Mean of 1/rank over **all** relevant items: what the MIND news competition calls MRR (Wu et al., ACL 2020).
    public static double meanReciprocal(int[] ranks) {
        if (ranks.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int rank : ranks) {
            sum += rank == Ranks.UNRANKED ? 0 : 1.0 / rank;
        }
        return sum / ranks.length;
    }

    /// Average precision: the mean over relevant items of the precision at their ranks. Averaged: MAP.
    public static double averagePrecision(int[] ranks) {
        if (ranks.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += precisionAt(ranks, i);
        }
        return sum / ranks.length;
    }

    /// nDCG@k with binary gains (Järvelin and Kekäläinen 2002): `Σ 1/log2(rank + 1)` over hits, divided by the same
    /// for the best possible order of min(k, relevant) items. In [0, 1].
    public static double ndcg(int[] ranks, int k) {
        if (ranks.length == 0) {
            return Double.NaN;
        }
        double gained = 0;
        double ideal = 0;
        for (int i = 0; i < ranks.length && i < k; i++) {
            gained += ranks[i] <= k ? discount(ranks[i]) : 0;
            ideal += discount(i + 1);
        }
        return gained / ideal;
    }

    /// nDCG@k with graded gains. `gains` `double[n]` ≥ 0 of **all** judged items in the order they were ranked, so
    /// the ideal order is their descending sort; pass `2^grade − 1` for the exponential form. NaN if no gain is
    /// above 0.
    public static double ndcg(double[] gains, int k) {
        double[] sorted = gains.clone();
        Arrays.sort(sorted);
        double gained = 0;
        double ideal = 0;
        for (int position = 0; position < gains.length && position < k; position++) {
            gained += gains[position] * discount(position + 1);
            ideal += sorted[gains.length - 1 - position] * discount(position + 1);
        }
        return ideal == 0 ? Double.NaN : gained / ideal;
    }

    /// Area under the ROC curve: the chance that a relevant row scores above an irrelevant one, ties counting half
    /// (Mann and Whitney 1947, by midranks). scores `float[n]`, relevant `boolean[n]`. NaN if either kind is
    /// missing. Time O(n log n).
    public static double auc(float[] scores, boolean[] relevant) {
        int[] order = Sorting.ascending(scores);
        long positives = 0;
        double rankSum = 0;
        for (int start = 0, end; start < order.length; start = end) {
            end = Sorting.endOfTie(scores, order, start);
            double midrank = 0.5 * (start + 1 + end);
            for (int i = start; i < end; i++) {
                if (relevant[order[i]]) {
                    positives++;
                    rankSum += midrank;
                }
            }
        }
        long negatives = scores.length - positives;
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        return (rankSum - 0.5 * positives * (positives + 1)) / ((double) positives * negatives);
    }

    private static int hits(int[] ranks, int k) {
        if (k <= 0) {
            throw new IllegalArgumentException("k must be positive, was " + k);
        }
        int hits = 0;
        while (hits < ranks.length && ranks[hits] <= k) {
            hits++;
        }
        return hits;
    }

    private static double precisionAt(int[] ranks, int i) {
        return ranks[i] == Ranks.UNRANKED ? 0 : (i + 1.0) / ranks[i];
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }
}
