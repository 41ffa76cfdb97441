package attune.store.projection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts per act in one small array: acts in ascending order, each followed by its count, none of them 0.
final class ActCounts {
    private ActCounts() {}

    static int of(int @Nullable [] counts, int act) {
        if (counts == null) return 0;
        for (int k = 0; k < counts.length; k += 2) if (counts[k] == act) return counts[k + 1];
        return 0;
    }

    /// The counts with `amount` more of the act; the same array where that is possible, null when nothing is left.
    static int @Nullable [] added(int @Nullable [] counts, int act, int amount) {
        if (counts == null) return new int[] {act, amount};
        int k = 0;
        while (k < counts.length && counts[k] < act) k += 2;
        if (k == counts.length || counts[k] != act) return inserted(counts, k, act, amount);
        counts[k + 1] += amount;
        return counts[k + 1] == 0 ? without(counts, k) : counts;
    }

    private static int[] inserted(int[] counts, int at, int act, int amount) {
        int[] more = Arrays.copyOf(counts, counts.length + 2);
        System.arraycopy(counts, at, more, at + 2, counts.length - at);
        more[at] = act;
        more[at + 1] = amount;
        return more;
    }

    private static int @Nullable [] without(int[] counts, int at) {
        if (counts.length == 2) return null;
        int[] fewer = Arrays.copyOf(counts, counts.length - 2);
        System.arraycopy(counts, at + 2, fewer, at, fewer.length - at);
        return fewer;
    }
}
