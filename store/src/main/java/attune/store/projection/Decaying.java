package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;

/// Counts that halve with event time, one per dense number, exact for late and out-of-order events: each
/// count is kept as of its latest event, and an earlier one adds its share decayed to that moment.
final class Decaying {
    private final Halving halving;
    private double[] counts = {};
    /// Unsigned whole seconds, as encounters have them.
    private int[] asOf = {};

    Decaying(Halving halving) {
        this.halving = halving;
    }

    /// @param atMillis a whole second, as [EncounterTable#wholeSecond] gives it
    void add(int index, long atMillis, double amount) {
        counts = Growing.doubles(counts, index);
        asOf = Growing.ints(asOf, index, 0);
        long atSecond = atMillis / 1000;
        long asOfSecond = Integer.toUnsignedLong(asOf[index]);
        if (counts[index] == 0) {
            counts[index] = amount;
            asOf[index] = (int) atSecond;
        } else if (atSecond >= asOfSecond) {
            counts[index] = counts[index] * halving.after(atSecond - asOfSecond) + amount;
            asOf[index] = (int) atSecond;
        } else {
            counts[index] += amount * halving.after(asOfSecond - atSecond);
        }
        if (Math.abs(counts[index]) < 1e-12) clear(index);
    }

    double at(int index, long nowMillis) {
        if (index < 0 || index >= counts.length || counts[index] == 0) return 0;
        return Math.max(0, counts[index] * halving.afterMillis(Math.max(0, nowMillis - asOfMillis(index))));
    }

    private long asOfMillis(int index) {
        return Integer.toUnsignedLong(asOf[index]) * 1000;
    }

    void clear(int index) {
        if (index >= counts.length) return;
        counts[index] = 0;
        asOf[index] = 0;
    }

    void save(ArrayWriter into) {
        int count = Growing.used(counts);
        into.doubles(counts, count).ints(asOf, count);
    }

    void load(ArrayReader from) {
        counts = from.doubles();
        asOf = from.ints();
    }
}
