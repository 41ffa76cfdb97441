package attune.store.quarantine;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The members who acted lately, in a table of fixed size: four places for each hash, and whoever arrived longest ago
/// makes room.
final class Paces {
    private static final int WAYS = 4;

    private final @Nullable Pace[] places;
    private final int mask;
    private final int steps;

    Paces(int members, int steps) {
        this.places = new Pace[Math.max(WAYS, Integer.highestOneBit(members))];
        this.mask = places.length / WAYS - 1;
        this.steps = steps;
    }

    static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    Pace of(int member, long arrivalMillis) {
        int first = ((int) mixed(member) & mask) * WAYS;
        int oldest = first;
        long oldestMillis = Long.MAX_VALUE;
        for (int k = first; k < first + WAYS; k++) {
            Pace there = places[k];
            if (there != null && there.member == member) {
                there.arrivedMillis = arrivalMillis;
                return there;
            }
            long millis = there == null ? Long.MIN_VALUE : there.arrivedMillis;
            if (millis < oldestMillis) {
                oldest = k;
                oldestMillis = millis;
            }
        }
        Pace fresh = new Pace(member, steps);
        fresh.arrivedMillis = arrivalMillis;
        places[oldest] = fresh;
        return fresh;
    }

    void drop(IntPredicate member) {
        for (int k = 0; k < places.length; k++) {
            Pace there = places[k];
            if (there != null && member.test(there.member)) places[k] = null;
        }
    }

    void drop(int member) {
        int first = ((int) mixed(member) & mask) * WAYS;
        for (int k = first; k < first + WAYS; k++) {
            Pace there = places[k];
            if (there != null && there.member == member) places[k] = null;
        }
    }
}
