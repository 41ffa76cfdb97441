package attune.store.quarantine;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Who met under the same key lately: members with the same sequence, or young accounts on the same item. A table of
/// fixed size in which a new key takes the place of the old.
///
/// Most keys are never met twice, so the first member lies in the table itself, one line of memory a key; only with the
/// second does a [Gathering] begin.
final class Gatherings {
    /// Per place: the key, when it was opened, the first member and their sitting.
    private static final int WIDTH = 4;
    private static final int NOBODY = -1;

    private final long[] first;
    private final @Nullable Gathering[] grown;
    private final long withinMillis;

    /// @param places a power of two
    Gatherings(int places, long withinMillis) {
        this.first = new long[places * WIDTH];
        this.grown = new Gathering[places];
        this.withinMillis = withinMillis;
        for (int place = 0; place < places; place++) first[place * WIDTH + 2] = NOBODY;
    }

    private int place(long key) {
        return (int) (Paces.mixed(key) >>> 8) & grown.length - 1;
    }

    private boolean opened(int place, long key, long atMillis) {
        int at = place * WIDTH;
        return first[at + 2] != NOBODY && first[at] == key && Math.abs(atMillis - first[at + 1]) <= withinMillis;
    }

    /// The gathering under the key as of now, with the member in it; null while they are alone.
    @Nullable
    Gathering join(long key, Pace pace, long atMillis) {
        int place = place(key);
        int at = place * WIDTH;
        if (!opened(place, key, atMillis)) {
            first[at] = key;
            first[at + 1] = atMillis;
            first[at + 2] = pace.member;
            first[at + 3] = pace.sittingMillis;
            if (grown[place] != null) grown[place] = null;
            return null;
        }
        Gathering there = grown[place];
        if (there == null) {
            if (first[at + 2] == pace.member) return null;
            there = new Gathering();
            there.add((int) first[at + 2], first[at + 3]);
            grown[place] = there;
        }
        there.add(pace.member, pace.sittingMillis);
        return there;
    }

    /// Somebody else acted under the key.
    void other(long key, long atMillis) {
        int place = place(key);
        Gathering there = opened(place, key, atMillis) ? grown[place] : null;
        if (there != null) there.others++;
    }

    void drop(IntPredicate gone) {
        for (int place = 0; place < grown.length; place++) {
            int member = (int) first[place * WIDTH + 2];
            Gathering there = grown[place];
            if (there != null) there.remove(gone);
            if (member == NOBODY || !gone.test(member)) continue;
            if (there != null && there.size > 0) first[place * WIDTH + 2] = there.members[0];
            else first[place * WIDTH + 2] = NOBODY;
        }
    }

    /// Two members and more.
    static final class Gathering {
        /// More than that need not be told apart.
        private static final int MOST = 64;

        private int others;
        private boolean held;
        private int[] members = new int[2];
        private long[] sinceMillis = new long[2];
        private int size;

        int others() {
            return others;
        }

        /// Its members are held.
        void hold() {
            held = true;
        }

        boolean held() {
            return held;
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
}
