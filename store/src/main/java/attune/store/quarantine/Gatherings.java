package attune.store.quarantine;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Who met under the same key lately: members with the same sequence, or young accounts on the same item. A table of
/// fixed size in which a new key takes the place of the old.
final class Gatherings {
    /// More than that need not be told apart.
    private static final int MOST = 64;

    private final @Nullable Gathering[] places;
    private final long withinMillis;

    Gatherings(int places, long withinMillis) {
        this.places = new Gathering[places];
        this.withinMillis = withinMillis;
    }

    /// @param others acts under the key by somebody else, where somebody counts them
    static final class Gathering {
        final long key;
        final long openedMillis;
        int others;
        boolean held;
        private int[] members = new int[2];
        private long[] sinceMillis = new long[2];
        private int size;

        Gathering(long key, long openedMillis) {
            this.key = key;
            this.openedMillis = openedMillis;
        }

        int size() {
            return size;
        }

        int member(int index) {
            return members[index];
        }

        /// When the sitting began in which the member came.
        long sinceMillis(int index) {
            return sinceMillis[index];
        }

        private void add(int member, long since) {
            for (int k = 0; k < size; k++) if (members[k] == member) return;
            if (size == MOST) return;
            if (size == members.length) {
                members = Arrays.copyOf(members, size * 2);
                sinceMillis = Arrays.copyOf(sinceMillis, size * 2);
            }
            members[size] = member;
            sinceMillis[size++] = since;
        }

        private void remove(IntPredicate gone) {
            int kept = 0;
            for (int k = 0; k < size; k++) {
                if (gone.test(members[k])) continue;
                members[kept] = members[k];
                sinceMillis[kept++] = sinceMillis[k];
            }
            Arrays.fill(members, kept, size, 0);
            size = kept;
        }
    }

    /// The gathering under the key as of now, with the member in it.
    Gathering join(long key, Pace pace, long atMillis) {
        int place = (int) (Paces.mixed(key) >>> 8) & places.length - 1;
        Gathering there = places[place];
        if (there == null || there.key != key || Math.abs(atMillis - there.openedMillis) > withinMillis) {
            there = new Gathering(key, atMillis);
            places[place] = there;
        }
        there.add(pace.member, pace.sittingMillis);
        return there;
    }

    @Nullable
    Gathering at(long key, long atMillis) {
        Gathering there = places[(int) (Paces.mixed(key) >>> 8) & places.length - 1];
        return there != null && there.key == key && Math.abs(atMillis - there.openedMillis) <= withinMillis
                ? there
                : null;
    }

    void drop(IntPredicate gone) {
        for (Gathering there : places) if (there != null) there.remove(gone);
    }
}
