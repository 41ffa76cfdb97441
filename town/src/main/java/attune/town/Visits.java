package attune.town;

import java.util.Arrays;

/// When each resident last opened the feed, by resident index.
final class Visits {
    private long[] lastMillis = new long[0];

    void note(int member, long atMillis) {
        if (member >= lastMillis.length) {
            lastMillis = Arrays.copyOf(lastMillis, Math.max(64, 2 * member));
        }
        lastMillis[member] = atMillis;
    }

    boolean cameSince(int member, long sinceMillis) {
        return member < lastMillis.length && lastMillis[member] >= sinceMillis && lastMillis[member] > 0;
    }
}
