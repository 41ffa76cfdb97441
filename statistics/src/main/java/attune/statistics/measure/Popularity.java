package attune.statistics.measure;

import java.util.Arrays;
import java.util.BitSet;

/// Whether a recommender leads members to what everybody knows already. `popularity` `int[n]` ≥ 0: how many members had
/// each item; slates are rows of items.
///
/// Definitions follow Abdollahpouri, Mansoury, Burke and Mobasher, The Unfairness of Popularity Bias in Recommendation
/// (RMSE 2019) and Zhou et al., Solving the Apparent Diversity-Accuracy Dilemma (PNAS 2010).
public final class Popularity {

    /// The share of all acts that the head of the catalogue holds; what is outside it is the long tail.
    public static final double USUAL_HEAD = 0.8;

    private Popularity() {}

    /// Average recommendation popularity: the mean over slates of the mean popularity of what is on one. Empty
    /// slates
    /// are left out; NaN if all are empty.
    public static double meanOfSlates(int[][] slates, int[] popularity) {
        double sum = 0;
        int counted = 0;
        for (int[] slate : slates) {
            if (slate.length > 0) {
                sum += mean(slate, popularity);
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /// Mean over members of how much more popular their slate is than their own history: `slate / history − 1`. 0 =
    /// as
    /// they chose themselves. Members with an empty slate or history, or a history of popularity 0, are left out.
    public static double lift(int[][] slates, int[][] histories, int[] popularity) {
        if (slates.length != histories.length) {
            throw new IllegalArgumentException(
                    "need one history per slate, got " + histories.length + " for " + slates.length);
        }
        double sum = 0;
        int counted = 0;
        for (int member = 0; member < slates.length; member++) {
            double own = histories[member].length == 0 ? 0 : mean(histories[member], popularity);
            if (slates[member].length > 0 && own > 0) {
                sum += mean(slates[member], popularity) / own - 1;
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /// The long tail: items outside the smallest head that holds at least `head` of all acts, the most popular
    /// first
    /// (equal: lower item first).
    public static BitSet longTail(int[] popularity, double head) {
        if (!(head > 0 && head < 1)) {
            throw new IllegalArgumentException("the head's share must lie in (0, 1), was " + head);
        }
        long[] keys = new long[popularity.length];
        long total = 0;
        for (int item = 0; item < popularity.length; item++) {
            keys[item] = ((long) -popularity[item] << 32) | item;
            total += popularity[item];
        }
        Arrays.sort(keys);
        BitSet tail = new BitSet(popularity.length);
        long held = 0;
        for (long key : keys) {
            int item = (int) key;
            if (held >= head * total) {
                tail.set(item);
            }
            held += popularity[item];
        }
        return tail;
    }

    /// Mean over slates of the share of long-tail items on one. Empty slates are left out; NaN if all are empty.
    public static double tailShare(int[][] slates, BitSet tail) {
        double sum = 0;
        int counted = 0;
        for (int[] slate : slates) {
            if (slate.length > 0) {
                sum += (double) inTail(slate, tail) / slate.length;
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /// Mean over slates of the number of long-tail items on one.
    public static double tailCount(int[][] slates, BitSet tail) {
        double sum = 0;
        for (int[] slate : slates) {
            sum += inTail(slate, tail);
        }
        return slates.length == 0 ? Double.NaN : sum / slates.length;
    }

    /// Novelty: mean inverse member frequency `−log2(popularity / members)` of what is on a slate, in bits. An item
    /// nobody had counts as if one member had. NaN for an empty slate.
    public static double novelty(int[] slate, int[] popularity, int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members must be 1 or more, was " + members);
        }
        double sum = 0;
        for (int item : slate) {
            sum -= Math.log((double) Math.max(1, popularity[item]) / members) / Math.log(2);
        }
        return slate.length == 0 ? Double.NaN : sum / slate.length;
    }

    /// Serendipity@k (Ge, Delgado-Battenfeld and Jannach, Beyond Accuracy, RecSys 2010, with popularity as the
    /// expected
    /// list): `1/k · Σ max(p(i) − p_pop(i), 0) · relevant(i)` over the first k, `p = (n + 1 − rank) / n`.
    ///
    /// slate: items in order; `popularityRanks` `int[n]`: each item's one-based rank by popularity; `relevant`
    /// items.
    public static double serendipity(int[] slate, int[] popularityRanks, BitSet relevant, int k) {
        if (k <= 0) {
            throw new IllegalArgumentException("k must be positive, was " + k);
        }
        int n = popularityRanks.length;
        double sum = 0;
        for (int position = 0; position < k && position < slate.length; position++) {
            int item = slate[position];
            if (relevant.get(item)) {
                // (n − position) / n − (n + 1 − rank) / n
                sum += Math.max(0, (double) (popularityRanks[item] - 1 - position) / n);
            }
        }
        return sum / k;
    }

    private static double mean(int[] items, int[] popularity) {
        double sum = 0;
        for (int item : items) {
            sum += popularity[item];
        }
        return sum / items.length;
    }

    private static int inTail(int[] slate, BitSet tail) {
        int count = 0;
        for (int item : slate) {
            count += tail.get(item) ? 1 : 0;
        }
        return count;
    }
}
