package attune.store.quarantine;

import java.util.Arrays;

/// A set of pairs of dense numbers, for one group of the log at a time: cleared far more often than it grows.
final class PairSet {
    private static final long FREE = -1;

    private long[] pairs = free(1024);
    private int size;

    private static long[] free(int length) {
        long[] array = new long[length];
        Arrays.fill(array, FREE);
        return array;
    }

    void add(int one, int other) {
        if (size * 2 >= pairs.length) grow();
        int at = find(pairs, pair(one, other));
        if (pairs[at] != FREE) return;
        pairs[at] = pair(one, other);
        size++;
    }

    boolean has(int one, int other) {
        return size > 0 && pairs[find(pairs, pair(one, other))] != FREE;
    }

    void clear() {
        if (size == 0) return;
        Arrays.fill(pairs, FREE);
        size = 0;
    }

    private void grow() {
        long[] more = free(pairs.length * 2);
        for (long pair : pairs) if (pair != FREE) more[find(more, pair)] = pair;
        pairs = more;
    }

    private static long pair(int one, int other) {
        return (long) one << 32 | Integer.toUnsignedLong(other);
    }

    /// Where the pair stands, or would.
    private static int find(long[] pairs, long pair) {
        int at = (int) (Paces.mixed(pair) >>> 16) & pairs.length - 1;
        while (pairs[at] != FREE && pairs[at] != pair) at = at + 1 & pairs.length - 1;
        return at;
    }
}
