package attune.store.projection;

import attune.store.snapshot.ArrayWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The latest engagements of a member (with items) or of an item (by members), up to a capacity, in ascending time
/// inside; read newest first. A partner occurs once per act.
///
/// There are millions of these, so the rows lie in one array of bytes that the owner keeps; this object is a
/// view of it for a moment. A row is a partner (4 bytes), an act (1) and a time (6 bytes of epoch
/// milliseconds), and in rings where any value is not 1, the value (8).
///
/// ```
/// rows = size 2 bytes · width 1 · row · row · …
/// ```
final class EngagementRing {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    static final int NOBODY = -1;
    /// It holds the same engagement, done later.
    static final int DONE_LATER = -2;
    /// It is full of later ones.
    static final int TOO_OLD = -3;

    private static final int HEAD = 3;
    private static final int ACT = 4;
    private static final int TIME = 5;
    private static final int NARROW = 11;
    private static final int WIDE = 19;
    private static final int SLACK_ROWS = 2;
    /// Too short for a row, so it is copied before anything is written.
    private static final byte[] NOTHING = {0, 0, NARROW};

    private final int capacity;
    private byte[] rows;

    /// @param rows as [#rows] gave them; null for none
    /// @param capacity at most 65,535
    EngagementRing(byte @Nullable [] rows, int capacity) {
        this.capacity = capacity;
        this.rows = rows == null ? NOTHING : rows;
    }

    /// What the owner keeps.
    byte[] rows() {
        return rows;
    }

    /// How many of the bytes are in use; [ArrayWriter#ABSENT] if the ring is empty.
    static int used(byte @Nullable [] rows) {
        return rows == null || size(rows) == 0 ? ArrayWriter.ABSENT : HEAD + size(rows) * rows[2];
    }

    /// Whether both hold the same engagements, whatever their values; empty ones are never the same.
    static boolean same(byte @Nullable [] one, byte @Nullable [] other) {
        if (one == null || other == null || size(one) == 0 || size(one) != size(other)) return false;
        for (int row = 0; row < size(one); row++) {
            int ours = HEAD + row * one[2];
            int theirs = HEAD + row * other[2];
            if (!Arrays.equals(one, ours, ours + NARROW, other, theirs, theirs + NARROW)) return false;
        }
        return true;
    }

    /// A copy in which every value is 1.
    static byte[] withoutValues(byte[] rows) {
        int size = size(rows);
        byte[] narrow = new byte[HEAD + size * NARROW];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rows, HEAD + row * rows[2], narrow, HEAD + row * NARROW, NARROW);
        }
        SHORTS.set(narrow, 0, (short) size);
        narrow[2] = NARROW;
        return narrow;
    }

    private static int size(byte[] rows) {
        return Short.toUnsignedInt((short) SHORTS.get(rows, 0));
    }

    int size() {
        return size(rows);
    }

    int partner(int index) {
        return partnerAt(size() - 1 - index);
    }

    int act(int index) {
        return rows[place(size() - 1 - index) + ACT];
    }

    long millis(int index) {
        return millisAt(size() - 1 - index);
    }

    long value(int index) {
        return valueAt(size() - 1 - index);
    }

    private int place(int row) {
        return HEAD + row * rows[2];
    }

    private int partnerAt(int row) {
        return (int) INTS.get(rows, place(row));
    }

    private long millisAt(int row) {
        int at = place(row) + TIME;
        return Integer.toUnsignedLong((int) INTS.get(rows, at))
                | (long) Short.toUnsignedInt((short) SHORTS.get(rows, at + Integer.BYTES)) << Integer.SIZE;
    }

    private long valueAt(int row) {
        return rows[2] == WIDE ? (long) LONGS.get(rows, place(row) + NARROW) : 1;
    }

    /// Returns the partner whose engagement had to leave, [#NOBODY], [#DONE_LATER] or [#TOO_OLD]. Done again, an
    /// engagement moves to its latest time; one older than all that a full ring holds is not taken.
    ///
    /// @param known whether the ring may hold it already; where the caller knows better, no row is searched
    int add(int partner, int act, long atMillis, long value, boolean known) {
        int before = known ? find(partner, act) : -1;
        if (before >= 0) {
            if (millisAt(before) > atMillis) return DONE_LATER;
            close(before);
        }
        int left = NOBODY;
        if (size() == capacity) {
            if (atMillis < millisAt(0)) return TOO_OLD;
            left = partnerAt(0);
            close(0);
        }
        if (value != 1 && rows[2] == NARROW) widen();
        int row = size();
        while (row > 0 && millisAt(row - 1) > atMillis) row--;
        open(row);
        int at = place(row);
        INTS.set(rows, at, partner);
        rows[at + ACT] = (byte) act;
        INTS.set(rows, at + TIME, (int) atMillis);
        SHORTS.set(rows, at + TIME + Integer.BYTES, (short) (atMillis >>> Integer.SIZE));
        if (rows[2] == WIDE) LONGS.set(rows, at + NARROW, value);
        return left;
    }

    private void widen() {
        int size = size();
        byte[] wide = new byte[HEAD + (size + SLACK_ROWS) * WIDE];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rows, HEAD + row * NARROW, wide, HEAD + row * WIDE, NARROW);
            LONGS.set(wide, HEAD + row * WIDE + NARROW, 1L);
        }
        rows = wide;
        rows[2] = WIDE;
        resize(size);
    }

    private void open(int row) {
        int size = size();
        int from = place(row);
        int end = place(size);
        if (end + rows[2] > rows.length) {
            int more = Math.min(capacity, size + SLACK_ROWS + size / 8);
            rows = Arrays.copyOf(rows, place(Math.max(more, size + 1)));
        }
        System.arraycopy(rows, from, rows, from + rows[2], end - from);
        resize(size + 1);
    }

    private void close(int row) {
        int size = size();
        int next = place(row + 1);
        System.arraycopy(rows, next, rows, place(row), place(size) - next);
        Arrays.fill(rows, place(size - 1), place(size), (byte) 0);
        resize(size - 1);
    }

    private void resize(int size) {
        SHORTS.set(rows, 0, (short) size);
    }

    void remove(int partner, int act) {
        int row = find(partner, act);
        if (row >= 0) close(row);
    }

    private int find(int partner, int act) {
        for (int row = size() - 1; row >= 0; row--) {
            if (partnerAt(row) == partner && rows[place(row) + ACT] == act) return row;
        }
        return -1;
    }

    /// Whether an engagement was lost to the capacity when [#add] answered this.
    static boolean spilled(int answer) {
        return answer >= 0 || answer == TOO_OLD;
    }

    /// Acts held with this partner, as bits.
    long actsWith(int partner) {
        long bits = 0;
        for (int row = size() - 1; row >= 0; row--) if (partnerAt(row) == partner) bits |= 1L << rows[place(row) + ACT];
        return bits;
    }

    boolean holds(int partner) {
        for (int row = size() - 1; row >= 0; row--) if (partnerAt(row) == partner) return true;
        return false;
    }

    int[] distinctPartners() {
        int[] partners = new int[size()];
        for (int row = 0; row < partners.length; row++) partners[row] = partnerAt(row);
        return Arrays.stream(partners).sorted().distinct().toArray();
    }

    /// Whether it holds any engagement from before this moment.
    boolean holdsBefore(long millis) {
        return size() > 0 && millisAt(0) < millis;
    }

    /// Asks about one engagement.
    @FunctionalInterface
    interface Test {
        boolean of(int partner, int act, long atMillis);
    }

    void removeAll(Test goes) {
        for (int row = size() - 1; row >= 0; row--) {
            if (goes.of(partnerAt(row), rows[place(row) + ACT], millisAt(row))) close(row);
        }
    }

    void removeIf(IntPredicate partner) {
        for (int row = size() - 1; row >= 0; row--) if (partner.test(partnerAt(row))) close(row);
    }

    /// @param values whether they are part of what is told apart
    void digest(Digest into, boolean values) {
        for (int row = 0; row < size(); row++) {
            into.add(partnerAt(row)).add(rows[place(row) + ACT]).add(millisAt(row));
            if (values) into.add(valueAt(row));
        }
    }
}
