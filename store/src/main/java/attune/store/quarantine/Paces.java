package attune.store.quarantine;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The members who acted lately, in a table of fixed size: four places for each hash, and whoever arrived longest ago
/// makes room.
final class Paces {
    private static final int WAYS = 4;

    private static final int NOBODY = -1;

    /// Whose each place is; beside the places, so that looking for a member touches one line of memory.
    private final int[] members;
    private final @Nullable Pace[] places;
    private final int mask;
    private final int steps;

    Paces(int members, int steps) {
        this.places = new Pace[Math.max(WAYS, Integer.highestOneBit(members))];
        this.members = new int[places.length];
        Arrays.fill(this.members, NOBODY);
        this.mask = places.length / WAYS - 1;
        this.steps = steps;
    }

    static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    Pace of(int member, long arrivalMillis) {
        int first = ((int) mixed(member) & mask) * WAYS;
        for (int k = first; k < first + WAYS; k++) {
            Pace there = members[k] == member ? places[k] : null;
            if (there == null) continue;
            there.arrivedMillis = arrivalMillis;
            return there;
        }
        int place = oldest(first);
        Pace fresh = new Pace(member, steps);
        fresh.arrivedMillis = arrivalMillis;
        members[place] = member;
        places[place] = fresh;
        return fresh;
    }

    private int oldest(int first) {
        int oldest = first;
        long oldestMillis = Long.MAX_VALUE;
        for (int k = first; k < first + WAYS; k++) {
            Pace there = places[k];
            if (there == null) return k;
            if (there.arrivedMillis >= oldestMillis) continue;
            oldest = k;
            oldestMillis = there.arrivedMillis;
        }
        return oldest;
    }

    void drop(IntPredicate member) {
        for (int k = 0; k < places.length; k++) if (members[k] != NOBODY && member.test(members[k])) free(k);
    }

    void drop(int member) {
        int first = ((int) mixed(member) & mask) * WAYS;
        for (int k = first; k < first + WAYS; k++) if (members[k] == member) free(k);
    }

    private void free(int place) {
        members[place] = NOBODY;
        places[place] = null;
    }
}
