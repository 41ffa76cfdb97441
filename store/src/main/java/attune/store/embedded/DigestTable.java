package attune.store.embedded;

import java.nio.ByteBuffer;

/// Digests of 16 bytes and the sequence of each, 24 bytes a place and at most half of the places taken. A digest's
/// first
/// bits are its place, so that the table from one end to the other is sorted but for neighbours. Nothing is taken out.
/// Threads: one at a time.
final class DigestTable {
    private static final int LEAST_BITS = 10;

    private int bits = LEAST_BITS;
    private long[] high = new long[1 << bits];
    private long[] low = new long[1 << bits];
    /// 0 where a place is free.
    private long[] sequences = new long[1 << bits];
    private int size;

    int size() {
        return size;
    }

    int places() {
        return sequences.length;
    }

    /// The sequence at a place; 0 if it is free.
    long sequence(int place) {
        return sequences[place];
    }

    byte[] digest(int place) {
        return ByteBuffer.allocate(Digests.BYTES)
                .putLong(high[place])
                .putLong(low[place])
                .array();
    }

    /// The sequence of a digest; 0 if it is not there.
    long find(byte[] digest) {
        ByteBuffer halves = ByteBuffer.wrap(digest);
        return sequences[place(halves.getLong(), halves.getLong())];
    }

    void put(byte[] digest, long sequence) {
        ByteBuffer halves = ByteBuffer.wrap(digest);
        put(halves.getLong(), halves.getLong(), sequence);
    }

    private void put(long first, long second, long sequence) {
        if (size * 2 >= sequences.length) grow();
        int place = place(first, second);
        if (sequences[place] == 0) size++;
        high[place] = first;
        low[place] = second;
        sequences[place] = sequence;
    }

    /// Where a digest is, or would be.
    private int place(long first, long second) {
        int place = (int) (first >>> (Long.SIZE - bits));
        while (sequences[place] != 0 && (high[place] != first || low[place] != second)) {
            place = (place + 1) & (sequences.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] old = sequences;
        bits++;
        high = new long[1 << bits];
        low = new long[1 << bits];
        sequences = new long[1 << bits];
        size = 0;
        for (int place = 0; place < old.length; place++) {
            if (old[place] != 0) put(oldHigh[place], oldLow[place], old[place]);
        }
    }
}
