package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;

/// Counts that halve with event time, one per dense number, exact for late and out-of-order events: each
/// count is kept as of its latest event, and an earlier one adds its share decayed to that moment.
final class Decaying {
    private final double halfLifeMillis;
    private double[] counts = new double[64];
    private long[] asOf = new long[64];

    Decaying(double halfLifeMillis) {
        this.halfLifeMillis = halfLifeMillis;
    }

    void add(int index, long atMillis, double amount) {
        counts = Growing.doubles(counts, index);
        asOf = Growing.longs(asOf, index);
        if (counts[index] == 0) {
            counts[index] = amount;
            asOf[index] = atMillis;
        } else if (atMillis >= asOf[index]) {
            counts[index] = counts[index] * share(atMillis - asOf[index]) + amount;
            asOf[index] = atMillis;
        } else {
            counts[index] += amount * share(asOf[index] - atMillis);
        }
        if (Math.abs(counts[index]) < 1e-12) clear(index);
    }

    double at(int index, long nowMillis) {
        if (index < 0 || index >= counts.length || counts[index] == 0) return 0;
        return Math.max(0, counts[index] * share(Math.max(0, nowMillis - asOf[index])));
    }

    void clear(int index) {
        if (index >= counts.length) return;
        counts[index] = 0;
        asOf[index] = 0;
    }

    private double share(long ageMillis) {
        return Math.pow(0.5, (double) ageMillis / halfLifeMillis);
    }

    void save(ArrayWriter into) {
        int count = Growing.used(counts);
        into.doubles(counts, count).longs(asOf, count);
    }

    void load(ArrayReader from) {
        counts = from.doubles();
        asOf = from.longs();
    }
}
