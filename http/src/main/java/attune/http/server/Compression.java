package attune.http.server;

import attune.http.route.Response;
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

    /// Whether the answer would be packed for a client that can unpack: then it differs by what clients accept.
    ///
    /// An answer that hands out a secret is sent as it is: what an attacker can mix into it would show in its
    /// packed length (BREACH, 2013). Elsewhere the secret comes in a header or a `SameSite=Strict` cookie,
    /// which no page of another site can make a browser send.
    static boolean possible(Response answer, int bytes) {
        return bytes >= WORTH_BYTES
                && !answer.headers().containsKey("Set-Cookie")
                && answer.status() != 201
                && compressible(answer.mediaType());
    }

    static boolean wanted(@Nullable String acceptEncoding, Response answer, int bytes) {
        return acceptEncoding != null
                && possible(answer, bytes)
                && acceptEncoding.contains("gzip")
                && !acceptEncoding.replace(" ", "").matches(".*gzip;q=0(\\.0*)?(,.*)?");
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
