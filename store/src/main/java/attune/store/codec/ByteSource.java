package attune.store.codec;

import java.nio.charset.StandardCharsets;

/// Reads what [ByteSink] wrote from a range of an array. Every read is checked against the range, so hostile bytes
/// end in [MalformedFact] and nothing else.
final class ByteSource {
    private final byte[] bytes;
    private int at;
    private final int end;

    ByteSource(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    boolean more() {
        return at < end;
    }

    int at() {
        return at;
    }

    int one() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = one();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new MalformedFact("A varint is longer than ten bytes.");
    }

    long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /// A number of an array's index or length: 0 to 2³¹−1.
    int index() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) throw new MalformedFact("A number does not fit 31 bits.");
        return (int) value;
    }

    /// A number written as one more than it is; −1 stands for none.
    int indexOrNone() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE + 1L) throw new MalformedFact("A number does not fit 31 bits.");
        return (int) (value - 1);
    }

    long fixed(int width) {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) value = (value << 8) | (bytes[at++] & 0xFF);
        return value;
    }

    /// A length followed by that many bytes; returns them as a range of their own.
    ByteSource range() {
        int length = index();
        need(length);
        at += length;
        return new ByteSource(bytes, at - length, at);
    }

    String text() {
        ByteSource range = range();
        return new String(bytes, range.at, range.end - range.at, StandardCharsets.UTF_8);
    }

    byte[] rest() {
        byte[] rest = new byte[end - at];
        System.arraycopy(bytes, at, rest, 0, rest.length);
        at = end;
        return rest;
    }

    void skip(Kind kind) {
        switch (kind) {
            case NUMBER, MEMBER, ITEM -> varint();
            case FIXED -> fixed(8);
            case TEXT, NUMBERS, MEMBERS, ITEMS -> range();
        }
    }

    private void need(int length) {
        if (length > end - at) throw new MalformedFact("The bytes end early: " + length + " more wanted.");
    }
}
