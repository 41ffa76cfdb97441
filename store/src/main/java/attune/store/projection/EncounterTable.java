package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One member's encounters with items, in an open-addressing table: which acts stand and when each was
/// last done, and when the last impression was. Times are whole seconds, unsigned, so they last until
/// 2106.
///
/// Impressions beyond the capacity are dropped, an eighth at once and the oldest first. Standing acts are
/// never dropped: whoever takes a like back after years must find it.
final class EncounterTable {
    private static final int FREE = -1;
    private static final int NEVER = 0;
    private static final long LAST_SECOND = 0xFFFF_FFFFL;

    private final int impressionCapacity;
    private int[] items = filled(8);
    private long[] acts = new long[8];
    /// Per slot, the seconds of its standing acts in the order of their bits.
    private int[] @Nullable [] actSeconds = new int[8][];

    private int[] impressedSeconds = new int[8];
    private int size;
    private int impressions;

    EncounterTable(int impressionCapacity) {
        this.impressionCapacity = impressionCapacity;
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, FREE);
        return array;
    }

    int impressions() {
        return impressions;
    }

    long acts(int item) {
        int slot = find(item);
        return slot < 0 ? 0 : acts[slot];
    }

    /// When the act was last done, epoch milliseconds to the second, or −1 if it does not stand.
    long actMillis(int item, long bit) {
        int slot = find(item);
        if (slot < 0 || (acts[slot] & bit) == 0) return -1;
        return millis(times(slot)[rank(slot, bit)]);
    }

    long impressedMillis(int item) {
        int slot = find(item);
        return slot < 0 || impressedSeconds[slot] == NEVER ? -1 : millis(impressedSeconds[slot]);
    }

    /// An act done again takes its latest time.
    void act(int item, long bit, long atMillis) {
        int slot = claim(item);
        int rank = rank(slot, bit);
        int[] times = times(slot);
        if ((acts[slot] & bit) != 0) {
            times[rank] = later(times[rank], seconds(atMillis));
            return;
        }
        int[] more = Arrays.copyOf(times, times.length + 1);
        System.arraycopy(times, rank, more, rank + 1, times.length - rank);
        more[rank] = seconds(atMillis);
        actSeconds[slot] = more;
        acts[slot] |= bit;
    }

    void undo(int item, long bit) {
        int slot = find(item);
        if (slot < 0 || (acts[slot] & bit) == 0) return;
        int rank = rank(slot, bit);
        int[] times = times(slot);
        int[] fewer = Arrays.copyOf(times, times.length - 1);
        System.arraycopy(times, rank + 1, fewer, rank, fewer.length - rank);
        actSeconds[slot] = fewer;
        acts[slot] &= ~bit;
    }

    void impress(int item, long atMillis) {
        int slot = claim(item);
        if (impressedSeconds[slot] == NEVER) impressions++;
        impressedSeconds[slot] = later(impressedSeconds[slot], seconds(atMillis));
        if (impressions > impressionCapacity) dropOldest();
    }

    void unimpress(int item) {
        int slot = find(item);
        if (slot < 0 || impressedSeconds[slot] == NEVER) return;
        impressedSeconds[slot] = NEVER;
        impressions--;
    }

    /// Drops items of which nothing stands any more: that they were met is over, too.
    void dropEmpty() {
        int[] impressed = impressedSeconds;
        long[] standing = acts;
        rehash(items.length, slot -> impressed[slot] != NEVER || standing[slot] != 0);
    }

    private void dropOldest() {
        long[] byAge = new long[impressions];
        int found = 0;
        for (int slot = 0; slot < items.length; slot++) {
            if (impressedSeconds[slot] != NEVER) byAge[found++] = age(slot);
        }
        Arrays.sort(byAge);
        long kept = byAge[Math.max(1, impressionCapacity / 8)];
        for (int slot = 0; slot < items.length; slot++) {
            if (impressedSeconds[slot] == NEVER || age(slot) >= kept) continue;
            impressedSeconds[slot] = NEVER;
        }
        int[] impressed = impressedSeconds;
        long[] standing = acts;
        rehash(items.length, slot -> impressed[slot] != NEVER || standing[slot] != 0);
    }

    /// Orders slots by their impression's second, then by item, so that every replay drops the same ones.
    /// The top bit of the unsigned second is turned around, because longs are compared signed.
    private long age(int slot) {
        return ((long) (impressedSeconds[slot] ^ Integer.MIN_VALUE) << 32) | items[slot];
    }

    private int rank(int slot, long bit) {
        return Long.bitCount(acts[slot] & (bit - 1));
    }

    private int[] times(int slot) {
        int[] times = actSeconds[slot];
        return times == null ? new int[0] : times;
    }

    /// The time as this table keeps it. Whoever later takes back what happened then must have counted it
    /// then.
    static long wholeSecond(long atMillis) {
        return millis(seconds(atMillis));
    }

    private static long millis(int seconds) {
        return Integer.toUnsignedLong(seconds) * 1000L;
    }

    private static int seconds(long millis) {
        return (int) Math.clamp(millis / 1000, 1L, LAST_SECOND);
    }

    private static int later(int a, int b) {
        return Integer.compareUnsigned(a, b) >= 0 ? a : b;
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
        if ((size + 1) * 3 > items.length * 2) rehash(items.length * 2, slot -> true);
        int mask = items.length - 1;
        int slot = hash(item) & mask;
        while (items[slot] != FREE) slot = (slot + 1) & mask;
        items[slot] = item;
        size++;
        return slot;
    }

    private void rehash(int length, IntPredicate keepsSlot) {
        int[] oldItems = items;
        long[] oldActs = acts;
        int[] @Nullable [] oldActSeconds = actSeconds;
        int[] oldImpressedSeconds = impressedSeconds;
        items = filled(length);
        acts = new long[length];
        actSeconds = new int[length][];
        impressedSeconds = new int[length];
        size = 0;
        impressions = 0;
        for (int old = 0; old < oldItems.length; old++) {
            if (oldItems[old] == FREE || !keepsSlot.test(old)) continue;
            int slot = claim(oldItems[old]);
            acts[slot] = oldActs[old];
            actSeconds[slot] = oldActSeconds[old];
            impressedSeconds[slot] = oldImpressedSeconds[old];
            if (impressedSeconds[slot] != NEVER) impressions++;
        }
    }

    void removeIf(IntPredicate test) {
        int[] old = items;
        for (int item : old) {
            if (item != FREE && test.test(item)) {
                rehash(old.length, slot -> !test.test(old[slot]));
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

    /// One row an item in ascending order, then the seconds of all acts in the same order.
    void save(ArrayWriter into) {
        int[] sorted = sortedItems();
        long[] standing = new long[sorted.length];
        int[] impressed = new int[sorted.length];
        int[] times = new int[sorted.length * 64];
        int count = 0;
        for (int k = 0; k < sorted.length; k++) {
            int slot = find(sorted[k]);
            standing[k] = acts[slot];
            impressed[k] = impressedSeconds[slot];
            for (int second : times(slot)) times[count++] = second;
        }
        into.ints(sorted, sorted.length)
                .longs(standing, sorted.length)
                .ints(impressed, sorted.length)
                .ints(times, count);
    }

    void load(ArrayReader from) {
        int[] saved = from.ints();
        long[] standing = from.longs();
        int[] impressed = from.ints();
        int[] times = from.ints();
        int count = 0;
        for (int k = 0; k < saved.length; k++) {
            int slot = claim(saved[k]);
            acts[slot] = standing[k];
            impressedSeconds[slot] = impressed[k];
            if (impressed[k] != NEVER) impressions++;
            int more = Long.bitCount(standing[k]);
            if (more > 0) actSeconds[slot] = Arrays.copyOfRange(times, count, count + more);
            count += more;
        }
    }
}
