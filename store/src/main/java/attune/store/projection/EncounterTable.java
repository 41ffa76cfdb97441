package attune.store.projection;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// One member's encounters with items, in an open-addressing table: which acts stand, when the last one and the last
/// impression were. 20 bytes a slot; times in whole seconds.
final class EncounterTable {
    private static final int FREE = -1;
    private static final int NEVER = 0;

    private int[] items = filled(8);
    private long[] acts = new long[8];
    private int[] actSeconds = new int[8];
    private int[] impressedSeconds = new int[8];
    private int size;

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, FREE);
        return array;
    }

    int size() {
        return size;
    }

    long acts(int item) {
        int slot = find(item);
        return slot < 0 ? 0 : acts[slot];
    }

    /// Epoch milliseconds, to the second, or −1.
    long actMillis(int item) {
        int slot = find(item);
        return slot < 0 || actSeconds[slot] == NEVER ? -1 : actSeconds[slot] * 1000L;
    }

    long impressedMillis(int item) {
        int slot = find(item);
        return slot < 0 || impressedSeconds[slot] == NEVER ? -1 : impressedSeconds[slot] * 1000L;
    }

    void act(int item, long bit, long atMillis) {
        int slot = claim(item);
        acts[slot] |= bit;
        actSeconds[slot] = Math.max(actSeconds[slot], seconds(atMillis));
    }

    void undo(int item, long bit) {
        int slot = find(item);
        if (slot >= 0) acts[slot] &= ~bit;
    }

    void impress(int item, long atMillis) {
        int slot = claim(item);
        impressedSeconds[slot] = Math.max(impressedSeconds[slot], seconds(atMillis));
    }

    private static int seconds(long millis) {
        return Math.clamp(millis / 1000, 1, Integer.MAX_VALUE);
    }

    private int find(int item) {
        int mask = items.length - 1;
        for (int slot = hash(item) & mask; items[slot] != FREE; slot = (slot + 1) & mask) {
            if (items[slot] == item) return slot;
        }
        return -1;
    }

    private int claim(int item) {
        int found = find(item);
        if (found >= 0) return found;
        if ((size + 1) * 3 > items.length * 2) rehash(items.length * 2, kept -> true);
        int mask = items.length - 1;
        int slot = hash(item) & mask;
        while (items[slot] != FREE) slot = (slot + 1) & mask;
        items[slot] = item;
        size++;
        return slot;
    }

    private void rehash(int length, IntPredicate keeps) {
        int[] oldItems = items;
        long[] oldActs = acts;
        int[] oldActSeconds = actSeconds;
        int[] oldImpressedSeconds = impressedSeconds;
        items = filled(length);
        acts = new long[length];
        actSeconds = new int[length];
        impressedSeconds = new int[length];
        size = 0;
        for (int old = 0; old < oldItems.length; old++) {
            if (oldItems[old] == FREE || !keeps.test(oldItems[old])) continue;
            int slot = claim(oldItems[old]);
            acts[slot] = oldActs[old];
            actSeconds[slot] = oldActSeconds[old];
            impressedSeconds[slot] = oldImpressedSeconds[old];
        }
    }

    void removeIf(IntPredicate test) {
        for (int item : items) {
            if (item != FREE && test.test(item)) {
                rehash(items.length, kept -> !test.test(kept));
                return;
            }
        }
    }

    /// Ascending; a copy.
    int[] sortedItems() {
        return Arrays.stream(items).filter(item -> item != FREE).sorted().toArray();
    }

    private static int hash(int item) {
        int mixed = item * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
