package attune.statistics.measure;

import java.util.Arrays;
import java.util.BitSet;

/// Where the relevant items ended: one-based ranks, ascending. Every binary ranking measure is a function of these
/// alone, so [RankingMeasures] takes them and nothing else.
public final class Ranks {

    /// The rank of a relevant item that was not ranked at all: it counts as relevant and is never a hit.
    public static final int UNRANKED = Integer.MAX_VALUE;

    private Ranks() {}

    /// Full ranking, the only kind that compares (Krichene and Rendle, On Sampled Metrics for Item Recommendation,
    /// KDD 2020): each relevant item against every item that is not excluded.
    ///
    /// scores `float[n]`, higher is better; `excluded` holds rows that may not appear, such as items already seen;
    /// `relevant` holds rows in [0, n), each once. Equal scores: lower row first. An excluded relevant row is
    /// [#UNRANKED]. Returns `int[relevant.length]`, ascending. Time O(n · relevant). NaN is rejected.
    public static int[] full(float[] scores, BitSet excluded, int[] relevant) {
        rejectNaN(scores);
        int[] ranks = new int[relevant.length];
        for (int i = 0; i < relevant.length; i++) {
            ranks[i] = excluded.get(relevant[i]) ? UNRANKED : rank(scores, excluded, relevant[i]);
        }
        Arrays.sort(ranks);
        return ranks;
    }

    /// The ranks of the relevant rows of a list that is already in order.
    public static int[] ofOrdered(boolean[] relevant) {
        int[] ranks = new int[relevant.length];
        int count = 0;
        for (int position = 0; position < relevant.length; position++) {
            if (relevant[position]) {
                ranks[count++] = position + 1;
            }
        }
        return Arrays.copyOf(ranks, count);
    }

    /// The ranks of the relevant rows when rows are ordered by score, equal scores by row.
    public static int[] ofScored(float[] scores, boolean[] relevant) {
        if (scores.length != relevant.length) {
            throw new IllegalArgumentException(
                    "a label per score is needed, got " + relevant.length + " for " + scores.length);
        }
        int[] rows = new int[relevant.length];
        int count = 0;
        for (int row = 0; row < relevant.length; row++) {
            if (relevant[row]) {
                rows[count++] = row;
            }
        }
        return full(scores, new BitSet(), Arrays.copyOf(rows, count));
    }

    private static int rank(float[] scores, BitSet excluded, int row) {
        float score = scores[row];
        int rank = 1;
        for (int other = 0; other < scores.length; other++) {
            if (scores[other] > score || (scores[other] == score && other < row)) {
                rank += excluded.get(other) ? 0 : 1;
            }
        }
        return rank;
    }

    private static void rejectNaN(float[] scores) {
        for (int row = 0; row < scores.length; row++) {
            if (Float.isNaN(scores[row])) {
                throw new IllegalArgumentException("score of row " + row + " is NaN. Maybe a feature divided by 0?");
            }
        }
    }
}
