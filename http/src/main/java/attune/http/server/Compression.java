package attune.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Gzip for answers that are worth it, when the client asks. Answers that stream are sent as they are.
final class Compression {
    private static final int WORTH_BYTES = 2048;

    private Compression() {}

    static boolean wanted(@Nullable String acceptEncoding, String mediaType, int bytes) {
        return acceptEncoding != null
                && bytes >= WORTH_BYTES
                && acceptEncoding.contains("gzip")
                && !acceptEncoding.contains("gzip;q=0")
                && compressible(mediaType);
    }

    private static boolean compressible(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.startsWith("application/")
                || mediaType.equals("image/svg+xml");
    }

    static ByteBuffer gzip(ByteBuffer plain) {
        byte[] bytes = new byte[plain.remaining()];
        plain.get(bytes);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Packing in memory failed", impossible);
        }
        return ByteBuffer.wrap(packed.toByteArray());
    }
}
