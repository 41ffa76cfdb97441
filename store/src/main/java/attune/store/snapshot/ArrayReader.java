package attune.store.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what [ArrayWriter] wrote, in the same order. Every chunk is checked before it is used, and every element is
/// what was asked for, or [SnapshotMisfit] is thrown.
///
/// One thread.
public final class ArrayReader {
    private final InputStream in;
    private final ChunkSeal seal;
    private final long limit;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private byte kind = ArrayWriter.OPEN;
    private long chunks;

    /// @param limit bytes there are at most, so that no length is believed that cannot be true
    public ArrayReader(InputStream in, long limit, ChunkSeal seal) {
        this.in = in;
        this.limit = limit;
        this.seal = seal;
    }

    public long number() {
        expect(Kind.NUMBER, ArrayWriter.OPEN);
        need(Long.BYTES);
        return chunk.getLong();
    }

    public byte[] bytes() {
        byte[] values = new byte[length(Kind.BYTES, 1)];
        raw(values);
        return values;
    }

    public int[] ints() {
        int[] values = new int[length(Kind.INTS, Integer.BYTES)];
        raw(values);
        return values;
    }

    public long[] longs() {
        long[] values = new long[length(Kind.LONGS, Long.BYTES)];
        for (int from = 0; from < values.length; ) {
            need(Long.BYTES);
            int part = Math.min(values.length - from, chunk.remaining() / Long.BYTES);
            chunk.asLongBuffer().get(values, from, part);
            chunk.position(chunk.position() + part * Long.BYTES);
            from += part;
        }
        return values;
    }

    public double[] doubles() {
        double[] values = new double[length(Kind.DOUBLES, Double.BYTES)];
        for (int from = 0; from < values.length; ) {
            need(Double.BYTES);
            int part = Math.min(values.length - from, chunk.remaining() / Double.BYTES);
            chunk.asDoubleBuffer().get(values, from, part);
            chunk.position(chunk.position() + part * Double.BYTES);
            from += part;
        }
        return values;
    }

    /// Arrays of exactly the lengths they had; empty ones come back empty, absent ones absent. Likewise below.
    public int[] @Nullable [] intArrays() {
        return intArrays(Kind.INTS, ArrayWriter.OPEN);
    }

    public int[] @Nullable [] secretIntArrays() {
        return intArrays(Kind.SECRET_INTS, ArrayWriter.SEALED);
    }

    private int[] @Nullable [] intArrays(Kind element, byte chunkKind) {
        int[] lengths = lengths(element, chunkKind, Integer.BYTES);
        int[] @Nullable [] arrays = new int[lengths.length][];
        for (int k = 0; k < lengths.length; k++) {
            if (lengths[k] == ArrayWriter.ABSENT) continue;
            int[] array = new int[lengths[k]];
            raw(array);
            arrays[k] = array;
        }
        return arrays;
    }

    public byte[] @Nullable [] byteArrays() {
        return byteArrays(Kind.BYTES, ArrayWriter.OPEN);
    }

    public byte[] @Nullable [] secretArrays() {
        return byteArrays(Kind.SECRET, ArrayWriter.SEALED);
    }

    private byte[] @Nullable [] byteArrays(Kind element, byte chunkKind) {
        int[] lengths = lengths(element, chunkKind, 1);
        byte[] @Nullable [] arrays = new byte[lengths.length][];
        for (int k = 0; k < lengths.length; k++) {
            if (lengths[k] == ArrayWriter.ABSENT) continue;
            byte[] array = new byte[lengths[k]];
            raw(array);
            arrays[k] = array;
        }
        return arrays;
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (byte[] utf8 : secretArrays()) {
            if (utf8 == null) throw new SnapshotMisfit("A text is missing.");
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return texts;
    }

    /// Makes sure that everything was read and the end was written.
    public void end() {
        if (chunk.hasRemaining()) throw new SnapshotMisfit("More was saved than is read.");
        next();
        if (kind != ArrayWriter.END) throw new SnapshotMisfit("More was saved than is read.");
    }

    private int[] lengths(Kind element, byte chunkKind, int width) {
        int[] lengths = ints();
        long sum = 0;
        for (int length : lengths) {
            if (length < ArrayWriter.ABSENT) throw new SnapshotMisfit("An array has a length below zero.");
            sum += Math.max(0, length);
        }
        if (count(element, chunkKind, width) != sum) throw new SnapshotMisfit("Lengths do not fit their arrays.");
        return lengths;
    }

    private int length(Kind element, int width) {
        long count = count(element, ArrayWriter.OPEN, width);
        if (count > Integer.MAX_VALUE) throw new SnapshotMisfit("No array has " + count + " elements.");
        return (int) count;
    }

    private long count(Kind element, byte chunkKind, int width) {
        expect(element, chunkKind);
        need(Long.BYTES);
        long count = chunk.getLong();
        if (count < 0 || count > limit / width) {
            throw new SnapshotMisfit("An array of " + count + " elements cannot be in here.");
        }
        return count;
    }

    @SuppressWarnings("EnumOrdinal") // The position is part of the format.
    private void expect(Kind element, byte chunkKind) {
        need(1);
        if (kind != chunkKind) throw new SnapshotMisfit("A chunk is sealed that should be open, or the reverse.");
        byte found = chunk.get();
        if (found != element.ordinal()) {
            throw new SnapshotMisfit("An element has kind " + found + ", not " + element + ".");
        }
    }

    private void raw(byte[] values) {
        for (int from = 0; from < values.length; ) {
            need(1);
            int part = Math.min(values.length - from, chunk.remaining());
            chunk.get(values, from, part);
            from += part;
        }
    }

    private void raw(int[] values) {
        for (int from = 0; from < values.length; ) {
            need(Integer.BYTES);
            int part = Math.min(values.length - from, chunk.remaining() / Integer.BYTES);
            chunk.asIntBuffer().get(values, from, part);
            chunk.position(chunk.position() + part * Integer.BYTES);
            from += part;
        }
    }

    private void need(int bytes) {
        if (!chunk.hasRemaining()) next();
        if (chunk.remaining() < bytes) throw new SnapshotMisfit("An element is cut in two.");
    }

    private void next() {
        try {
            ByteBuffer head =
                    ByteBuffer.wrap(in.readNBytes(ArrayWriter.HEAD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (head.remaining() < ArrayWriter.HEAD_BYTES) throw new SnapshotMisfit("The file ends early.");
            kind = head.get();
            int length = head.getInt();
            // Sealing adds some bytes to a full chunk.
            if (length < 0 || length > 2 * ArrayWriter.CHUNK_BYTES) throw new SnapshotMisfit("A chunk is too long.");
            byte[] payload = in.readNBytes(length);
            if (payload.length < length) throw new SnapshotMisfit("The file ends early.");
            if (head.getInt() != ArrayWriter.checksum(head.array(), payload)) {
                throw new SnapshotMisfit("The checksum of a chunk does not fit.");
            }
            byte[] plain = kind == ArrayWriter.SEALED ? seal.open(chunks, payload) : payload;
            chunk = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
            chunks++;
        } catch (IOException failed) {
            throw new SnapshotMisfit("The file could not be read.", failed);
        }
    }
}
