package attune.store.projection;

import attune.model.event.ActId;
import attune.store.snapshot.ArrayWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One member's encounters with items: which acts stand and when each was last done, and when the last impression was.
/// Times are whole seconds, unsigned, so they last until 2106.
///
/// There is one of these per member, so the rows lie in one array of bytes that [Encounters] keeps; this object is a
/// view of it for a moment. A row is an item (4 bytes), a kind (1; an act's id, or [#SEEN]) and a second (4), sorted by
/// item and kind: found by halving, inserted by one move of memory, most often near the end.
///
/// ```
/// rows = size 4 bytes · impressions 4 · row · row · …
/// ```
/// Impressions beyond the capacity are dropped, an eighth at once and the oldest first. Standing acts are
/// never dropped: whoever takes a like back after years must find it.
final class EncounterTable {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD = 8;
    private static final int WIDTH = 9;
    private static final int KIND = 4;
    private static final int SECOND = 5;
    private static final int SLACK_ROWS = 2;
    /// Too short for a row, so it is copied before anything is written.
    private static final byte[] NOTHING = new byte[HEAD];
    /// Beyond all acts, so that an item's acts come first.
    private static final int SEEN = 64;

    private static final long LAST_SECOND = 0xFFFF_FFFFL;

    private byte[] rows;

    /// @param rows as [#rows] gave them; null for none
    EncounterTable(byte @Nullable [] rows) {
        this.rows = rows == null ? NOTHING : rows;
    }

    /// What [Encounters] keeps.
    byte[] rows() {
        return rows;
    }

    /// How many of the bytes are in use; [ArrayWriter#ABSENT] if nothing was met.
    static int used(byte @Nullable [] rows) {
        if (rows == null) return ArrayWriter.ABSENT;
        int size = (int) INTS.get(rows, 0);
        return size == 0 ? ArrayWriter.ABSENT : HEAD + size * WIDTH;
    }

    private int size() {
        return (int) INTS.get(rows, 0);
    }

    int impressions() {
        return (int) INTS.get(rows, KIND);
    }

    private int item(int row) {
        return (int) INTS.get(rows, HEAD + row * WIDTH);
    }

    private int kind(int row) {
        return rows[HEAD + row * WIDTH + KIND];
    }

    private int second(int row) {
        return (int) INTS.get(rows, HEAD + row * WIDTH + SECOND);
    }

    /// The row of this item and kind, or −1 − where it belongs.
    private int find(int item, int kind) {
        long wanted = (long) item << 7 | kind;
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = (long) item(middle) << 7 | kind(middle);
            if (found == wanted) return middle;
            if (found < wanted) low = middle + 1;
            else high = middle - 1;
        }
        return -1 - low;
    }

    long acts(int item) {
        int row = find(item, 0);
        if (row < 0) row = -1 - row;
        long bits = 0;
        for (int size = size(); row < size && item(row) == item && kind(row) != SEEN; row++) bits |= 1L << kind(row);
        return bits;
    }

    /// When the act was last done, epoch milliseconds to the second, or −1 if it does not stand.
    long actMillis(int item, long bit) {
        return at(item, Long.numberOfTrailingZeros(bit));
    }

    long impressedMillis(int item) {
        return at(item, SEEN);
    }

    private long at(int item, int kind) {
        int row = find(item, kind);
        return row < 0 ? -1 : millis(second(row));
    }

    /// An act done again takes its latest time.
    void act(int item, long bit, long atMillis) {
        put(item, Long.numberOfTrailingZeros(bit), seconds(atMillis));
    }

    void undo(int item, long bit) {
        int row = find(item, Long.numberOfTrailingZeros(bit));
        if (row >= 0) close(row);
    }

    void impress(int item, long atMillis, int capacity) {
        if (!put(item, SEEN, seconds(atMillis))) return;
        INTS.set(rows, KIND, impressions() + 1);
        if (impressions() > capacity) dropOldest(capacity);
    }

    /// Hears of one encounter.
    interface Listener {
        void impression(int item, long atMillis);

        void act(int item, ActId act, long atMillis);
    }

    /// Tells what was before this moment, from the last row back: what is told may be removed meanwhile.
    void before(long millis, Listener listener) {
        for (int row = size() - 1; row >= 0; row--) {
            long at = millis(second(row));
            if (at >= millis) continue;
            if (kind(row) == SEEN) listener.impression(item(row), at);
            else listener.act(item(row), new ActId(kind(row)), at);
        }
    }

    void unimpress(int item) {
        int row = find(item, SEEN);
        if (row < 0) return;
        close(row);
        INTS.set(rows, KIND, impressions() - 1);
    }

    /// Whether the row is new.
    private boolean put(int item, int kind, int second) {
        int row = find(item, kind);
        boolean fresh = row < 0;
        if (fresh) {
            row = -1 - row;
            open(row);
        } else if (Integer.compareUnsigned(second(row), second) >= 0) {
            return false;
        }
        int at = HEAD + row * WIDTH;
        INTS.set(rows, at, item);
        rows[at + KIND] = (byte) kind;
        INTS.set(rows, at + SECOND, second);
        return fresh;
    }

    private void open(int row) {
        int size = size();
        int from = HEAD + row * WIDTH;
        int end = HEAD + size * WIDTH;
        if (end + WIDTH > rows.length) rows = Arrays.copyOf(rows, HEAD + (size + SLACK_ROWS + size / 8) * WIDTH);
        System.arraycopy(rows, from, rows, from + WIDTH, end - from);
        INTS.set(rows, 0, size + 1);
    }

    private void close(int row) {
        int size = size();
        int next = HEAD + (row + 1) * WIDTH;
        int end = HEAD + size * WIDTH;
        System.arraycopy(rows, next, rows, next - WIDTH, end - next);
        Arrays.fill(rows, end - WIDTH, end, (byte) 0);
        INTS.set(rows, 0, size - 1);
    }

    private void dropOldest(int capacity) {
        long[] byAge = new long[impressions()];
        int found = 0;
        for (int row = 0; row < size(); row++) if (kind(row) == SEEN) byAge[found++] = age(row);
        Arrays.sort(byAge);
        long kept = byAge[Math.max(1, capacity / 8)];
        keep(row -> kind(row) != SEEN || age(row) >= kept);
    }

    /// Orders rows by their second, then by item, so that every replay drops the same ones. The top bit of the
    /// unsigned second is turned around, because longs are compared signed.
    private long age(int row) {
        return ((long) (second(row) ^ Integer.MIN_VALUE) << 32) | item(row);
    }

    private void keep(IntPredicate row) {
        int size = size();
        int kept = 0;
        int impressions = 0;
        for (int old = 0; old < size; old++) {
            if (!row.test(old)) continue;
            if (kind(old) == SEEN) impressions++;
            System.arraycopy(rows, HEAD + old * WIDTH, rows, HEAD + kept * WIDTH, WIDTH);
            kept++;
        }
        Arrays.fill(rows, HEAD + kept * WIDTH, HEAD + size * WIDTH, (byte) 0);
        INTS.set(rows, 0, kept);
        INTS.set(rows, KIND, impressions);
    }

    void removeIf(IntPredicate test) {
        for (int row = size() - 1; row >= 0; row--) {
            if (!test.test(item(row))) continue;
            keep(each -> !test.test(item(each)));
            return;
        }
    }

    /// Ascending; a copy.
    int[] sortedItems() {
        int size = size();
        int[] items = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            int item = item(row);
            if (count == 0 || items[count - 1] != item) items[count++] = item;
        }
        return Arrays.copyOf(items, count);
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
}
