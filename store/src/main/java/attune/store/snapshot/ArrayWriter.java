package attune.store.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes a projection's arrays, little-endian, each with its kind and length, in chunks:
///
/// ```
/// chunk = kind 1 byte (0 open, 1 sealed, 2 end) · length 4 · CRC-32C of kind, length and payload 4 · payload
/// ```
/// Texts and names go into sealed chunks, numbers into open ones. Write columns rather than rows: each change between
/// the two ends a chunk.
///
/// One thread. [#end] must be called; what lacks an end is not read.
public final class ArrayWriter {
    static final int CHUNK_BYTES = 1 << 18;
    static final int HEAD_BYTES = 9;
    static final byte OPEN = 0;
    static final byte SEALED = 1;
    static final byte END = 2;
    /// The length of an array that is not there.
    public static final int ABSENT = -1;

    private final OutputStream out;
    private final ChunkSeal seal;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private byte kind = OPEN;
    private long chunks;

    public ArrayWriter(OutputStream out, ChunkSeal seal) {
        this.out = out;
        this.seal = seal;
    }

    public ArrayWriter number(long value) {
        select(OPEN);
        tag(Kind.NUMBER);
        room(Long.BYTES);
        chunk.putLong(value);
        return this;
    }

    /// The first `count` of `values`; likewise below.
    public ArrayWriter bytes(byte[] values, int count) {
        head(Kind.BYTES, OPEN, count);
        raw(values, count);
        return this;
    }

    public ArrayWriter ints(int[] values, int count) {
        head(Kind.INTS, OPEN, count);
        raw(values, count);
        return this;
    }

    public ArrayWriter longs(long[] values, int count) {
        head(Kind.LONGS, OPEN, count);
        for (int from = 0; from < count; ) {
            room(Long.BYTES);
            int part = Math.min(count - from, chunk.remaining() / Long.BYTES);
            chunk.asLongBuffer().put(values, from, part);
            chunk.position(chunk.position() + part * Long.BYTES);
            from += part;
        }
        return this;
    }

    public ArrayWriter doubles(double[] values, int count) {
        head(Kind.DOUBLES, OPEN, count);
        for (int from = 0; from < count; ) {
            room(Double.BYTES);
            int part = Math.min(count - from, chunk.remaining() / Double.BYTES);
            chunk.asDoubleBuffer().put(values, from, part);
            chunk.position(chunk.position() + part * Double.BYTES);
            from += part;
        }
        return this;
    }

    /// Arrays of their own lengths, one after the other; absent ones stay absent.
    public ArrayWriter intArrays(int[] @Nullable [] arrays, int count) {
        return intArrays(Kind.INTS, OPEN, arrays, lengths(arrays, count), count);
    }

    /// @param lengths how much of each array counts
    public ArrayWriter intArrays(int[] @Nullable [] arrays, int[] lengths, int count) {
        return intArrays(Kind.INTS, OPEN, arrays, lengths, count);
    }

    /// As [#intArrays], sealed.
    public ArrayWriter secretIntArrays(int[] @Nullable [] arrays, int count) {
        return intArrays(Kind.SECRET_INTS, SEALED, arrays, lengths(arrays, count), count);
    }

    private ArrayWriter intArrays(Kind element, byte chunkKind, int[] @Nullable [] arrays, int[] lengths, int count) {
        ints(lengths, count);
        head(element, chunkKind, sum(lengths, count));
        for (int k = 0; k < count; k++) {
            int[] array = arrays[k];
            if (array != null && lengths[k] > 0) raw(array, lengths[k]);
        }
        return this;
    }

    public ArrayWriter byteArrays(byte[] @Nullable [] arrays, int count) {
        return byteArrays(Kind.BYTES, OPEN, arrays, lengths(arrays, count), count);
    }

    /// @param lengths how much of each array counts; [#ABSENT] for none
    public ArrayWriter byteArrays(byte[] @Nullable [] arrays, int[] lengths, int count) {
        return byteArrays(Kind.BYTES, OPEN, arrays, lengths, count);
    }

    /// As [#byteArrays], sealed.
    public ArrayWriter secretArrays(byte[] @Nullable [] arrays, int count) {
        return byteArrays(Kind.SECRET, SEALED, arrays, lengths(arrays, count), count);
    }

    private ArrayWriter byteArrays(Kind element, byte chunkKind, byte[] @Nullable [] arrays, int[] lengths, int count) {
        ints(lengths, count);
        head(element, chunkKind, sum(lengths, count));
        for (int k = 0; k < count; k++) {
            byte[] array = arrays[k];
            if (array != null && lengths[k] > 0) raw(array, lengths[k]);
        }
        return this;
    }

    private static int[] lengths(int[] @Nullable [] arrays, int count) {
        int[] lengths = new int[count];
        for (int k = 0; k < count; k++) {
            int[] array = arrays[k];
            lengths[k] = array == null ? ABSENT : array.length;
        }
        return lengths;
    }

    private static int[] lengths(byte[] @Nullable [] arrays, int count) {
        int[] lengths = new int[count];
        for (int k = 0; k < count; k++) {
            byte[] array = arrays[k];
            lengths[k] = array == null ? ABSENT : array.length;
        }
        return lengths;
    }

    /// Texts and names, sealed.
    public ArrayWriter texts(Collection<String> texts) {
        byte[][] utf8 = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return secretArrays(utf8, utf8.length);
    }

    /// Ends the last chunk and marks the end. Does not close the stream.
    public void end() {
        flush();
        kind = END;
        write(new byte[0]);
    }

    private static long sum(int[] lengths, int count) {
        long sum = 0;
        for (int k = 0; k < count; k++) if (lengths[k] > 0) sum += lengths[k];
        return sum;
    }

    private void raw(byte[] values, int count) {
        for (int from = 0; from < count; ) {
            room(1);
            int part = Math.min(count - from, chunk.remaining());
            chunk.put(values, from, part);
            from += part;
        }
    }

    private void raw(int[] values, int count) {
        for (int from = 0; from < count; ) {
            room(Integer.BYTES);
            int part = Math.min(count - from, chunk.remaining() / Integer.BYTES);
            chunk.asIntBuffer().put(values, from, part);
            chunk.position(chunk.position() + part * Integer.BYTES);
            from += part;
        }
    }

    private void head(Kind element, byte chunkKind, long count) {
        select(chunkKind);
        tag(element);
        room(Long.BYTES);
        chunk.putLong(count);
    }

    @SuppressWarnings("EnumOrdinal") // The position is part of the format.
    private void tag(Kind element) {
        room(1);
        chunk.put((byte) element.ordinal());
    }

    private void select(byte wanted) {
        if (kind == wanted) return;
        flush();
        kind = wanted;
    }

    private void room(int bytes) {
        if (chunk.remaining() < bytes) flush();
    }

    private void flush() {
        if (chunk.position() == 0) return;
        byte[] payload = new byte[chunk.position()];
        chunk.flip().get(payload);
        chunk.clear();
        write(kind == SEALED ? seal.seal(chunks, payload) : payload);
    }

    private void write(byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put(kind).putInt(payload.length);
        head.putInt(checksum(head.array(), payload));
        try {
            out.write(head.array());
            out.write(payload);
        } catch (IOException failed) {
            throw new UncheckedIOException("A snapshot could not be written.", failed);
        }
        chunks++;
    }

    /// Of kind, length and payload.
    static int checksum(byte[] head, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, HEAD_BYTES - Integer.BYTES);
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }
}
