package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// The latest engagements of a member (with items) or of an item (by members), up to a capacity. Kept in
/// ascending time inside; read newest first. A partner occurs once per act.
final class EngagementRing {
    private final int capacity;
    private int[] partners = new int[4];
    private byte[] acts = new byte[4];
    private long[] millis = new long[4];
    private long[] values = new long[4];
    private int size;

    EngagementRing(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return size;
    }

    int partner(int index) {
        return partners[size - 1 - index];
    }

    int act(int index) {
        return acts[size - 1 - index];
    }

    long millis(int index) {
        return millis[size - 1 - index];
    }

    long value(int index) {
        return values[size - 1 - index];
    }

    /// Returns the partner whose engagement had to leave, or −1. Done again, an engagement moves to its
    /// latest time; one older than all that a full ring holds is not taken.
    int add(int partner, int act, long atMillis, long value) {
        int before = find(partner, act);
        if (before >= 0) {
            if (millis[before] > atMillis) return -1;
            close(before);
        }
        int left = -1;
        if (size == capacity) {
            if (atMillis < millis[0]) return -1;
            left = partners[0];
            close(0);
        }
        if (size == partners.length) {
            int length = Math.min(capacity, Math.max(4, size * 2));
            partners = Arrays.copyOf(partners, length);
            acts = Arrays.copyOf(acts, length);
            millis = Arrays.copyOf(millis, length);
            values = Arrays.copyOf(values, length);
        }
        int at = size;
        while (at > 0 && millis[at - 1] > atMillis) at--;
        shift(at, at + 1, size - at);
        partners[at] = partner;
        acts[at] = (byte) act;
        millis[at] = atMillis;
        values[at] = value;
        size++;
        return left;
    }

    void remove(int partner, int act) {
        int at = find(partner, act);
        if (at >= 0) close(at);
    }

    private int find(int partner, int act) {
        for (int k = size - 1; k >= 0; k--) if (partners[k] == partner && acts[k] == act) return k;
        return -1;
    }

    /// Acts held with this partner, as bits.
    long actsWith(int partner) {
        long bits = 0;
        for (int k = 0; k < size; k++) if (partners[k] == partner) bits |= 1L << acts[k];
        return bits;
    }

    boolean holds(int partner) {
        for (int k = 0; k < size; k++) if (partners[k] == partner) return true;
        return false;
    }

    int[] distinctPartners() {
        return Arrays.stream(partners, 0, size).sorted().distinct().toArray();
    }

    /// Asks about one engagement.
    @FunctionalInterface
    interface Test {
        boolean of(int partner, int act, long atMillis);
    }

    void removeAll(Test goes) {
        for (int k = size() - 1; k >= 0; k--) {
            if (goes.of(partner(k), act(k), millis(k))) remove(partner(k), act(k));
        }
    }

    void removeIf(IntPredicate partner) {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (partner.test(partners[k])) continue;
            partners[kept] = partners[k];
            acts[kept] = acts[k];
            millis[kept] = millis[k];
            values[kept++] = values[k];
        }
        Arrays.fill(partners, kept, size, 0);
        size = kept;
    }

    private void close(int at) {
        shift(at + 1, at, size - at - 1);
        partners[--size] = 0;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(partners, from, partners, to, count);
        System.arraycopy(acts, from, acts, to, count);
        System.arraycopy(millis, from, millis, to, count);
        System.arraycopy(values, from, values, to, count);
    }

    void digest(Digest into) {
        for (int k = 0; k < size; k++)
            into.add(partners[k]).add(acts[k]).add(millis[k]).add(values[k]);
    }

    void save(ArrayWriter into) {
        into.ints(partners, size).bytes(acts, size).longs(millis, size).longs(values, size);
    }

    void load(ArrayReader from) {
        partners = from.ints();
        acts = from.bytes();
        millis = from.longs();
        values = from.longs();
        size = partners.length;
    }
}
