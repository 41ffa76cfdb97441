package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// The newest items by publishing time, up to a capacity, in ascending order inside. Late arrivals find
/// their place from the end, where they nearly always belong.
final class NewestRing {
    private final int capacity;
    private int[] items = new int[1];
    private long[] millis = new long[1];
    private int size;

    NewestRing(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return size;
    }

    void add(int item, long publishedMillis) {
        if (size == capacity) {
            if (publishedMillis < millis[0]) return;
            // Drop an eighth at once, so that a full ring moves its memory rarely.
            int dropped = Math.max(1, capacity / 8);
            System.arraycopy(items, dropped, items, 0, size - dropped);
            System.arraycopy(millis, dropped, millis, 0, size - dropped);
            size -= dropped;
        }
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.min(capacity, size + 1 + size / 2));
            millis = Arrays.copyOf(millis, items.length);
        }
        int at = size;
        while (at > 0 && millis[at - 1] > publishedMillis) at--;
        System.arraycopy(items, at, items, at + 1, size - at);
        System.arraycopy(millis, at, millis, at + 1, size - at);
        items[at] = item;
        millis[at] = publishedMillis;
        size++;
    }

    void removeIf(IntPredicate test) {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (test.test(items[k])) continue;
            items[kept] = items[k];
            millis[kept++] = millis[k];
        }
        Arrays.fill(items, kept, size, 0);
        size = kept;
    }

    void clear() {
        Arrays.fill(items, 0, size, 0);
        size = 0;
    }

    void digest(Digest into) {
        for (int k = 0; k < size; k++) into.add(items[k]).add(millis[k]);
    }

    /// Newest first, those that pass the test.
    int newest(int[] into, IntPredicate test) {
        int count = 0;
        for (int k = size - 1; k >= 0 && count < into.length; k--) if (test.test(items[k])) into[count++] = items[k];
        return count;
    }

    void save(ArrayWriter into) {
        into.ints(items, size).longs(millis, size);
    }

    void load(ArrayReader from) {
        items = from.ints();
        millis = from.longs();
        size = items.length;
        if (size > 0) return;
        items = new int[1];
        millis = new long[1];
    }
}
