package attune.testkit.simulation;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// An open file of a [SimulatedDisk]: read from any position, written at its end.
final class DiskChannel extends FileChannel {
    private final SimulatedDisk disk;
    private final SimulatedDisk.Node node;
    private final String path;
    private long position;

    DiskChannel(SimulatedDisk disk, SimulatedDisk.Node node, String path) {
        this.disk = disk;
        this.node = node;
        this.path = path;
    }

    @Override
    public int read(ByteBuffer into) {
        int read = read(into, position);
        if (read > 0) position += read;
        return read;
    }

    @Override
    public int read(ByteBuffer into, long at) {
        int length = (int) Math.min(into.remaining(), node.bytes.length - at);
        if (length <= 0) return -1;
        into.put(node.bytes, (int) at, length);
        return length;
    }

    @Override
    public int write(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        disk.append(node, bytes);
        position = node.bytes.length;
        return bytes.length;
    }

    @Override
    public void force(boolean metaData) {
        disk.sync(node, path);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long position) {
        this.position = position;
        return this;
    }

    @Override
    public long size() {
        return node.bytes.length;
    }

    @Override
    protected void implCloseChannel() {
        // Nothing is held.
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new UnsupportedOperationException("write at a position");
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException("scattering read");
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException("gathering write");
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException("truncate");
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException("transferTo");
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("transferFrom");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("map");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("lock");
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("tryLock");
    }
}
