package attune.store.codec;

import java.util.Arrays;

/// A growing array of bytes with the few number formats of the codec.
final class ByteSink {
    private byte[] bytes = new byte[64];
    private int size;

    void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void fixed(long value, int width) {
        reserve(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) bytes[size++] = (byte) (value >>> shift);
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
}
