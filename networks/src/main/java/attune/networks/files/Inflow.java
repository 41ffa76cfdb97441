package attune.networks.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The unpacked bytes of a file. Whether it is packed is told by its first two bytes, not by its name. A small
/// file that unpacks into a huge one is stopped on the way, before memory or the log is full of it.
final class Inflow extends FilterInputStream {
    /// Below this size no ratio is judged: short files of one repeated line pack very well.
    private static final long ALWAYS_FINE_BYTES = 16 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Counted packed;
    private final Limits limits;
    private long unpackedBytes;

    private Inflow(String name, Counted packed, InputStream unpacked, Limits limits) {
        super(unpacked);
        this.name = name;
        this.packed = packed;
        this.limits = limits;
    }

    static Inflow open(Path file, Limits limits) {
        String name = String.valueOf(file.getFileName());
        try {
            Counted packed = new Counted(Files.newInputStream(file));
            BufferedInputStream in = new BufferedInputStream(packed, BUFFER_BYTES);
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return new Inflow(name, packed, gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in, limits);
        } catch (NoSuchFileException missing) {
            throw new FileTrouble("There is no file " + name + ". Maybe the folder is another.", missing);
        } catch (IOException failure) {
            throw new FileTrouble("Opening " + name + " failed: " + failure.getMessage(), failure);
        }
    }

    /// Bytes read from disk so far, for progress.
    long packedBytes() {
        return packed.bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) grow(1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) grow(count);
        return count;
    }

    private void grow(int count) {
        unpackedBytes += count;
        if (unpackedBytes > limits.fileBytes()) {
            throw new FileTrouble(name + " is longer than " + limits.fileBytes() + " bytes. Maybe import it in parts.");
        }
        boolean suspicious = unpackedBytes / limits.inflation() > packed.bytes;
        if (suspicious && unpackedBytes > ALWAYS_FINE_BYTES) {
            throw new FileTrouble(name + " unpacks to more than " + limits.inflation()
                    + " times its size, as no real data does. Maybe unpack it and look inside first.");
        }
    }

    /// Counts what is read from disk.
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) bytes++;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) bytes += count;
            return count;
        }
    }
}
