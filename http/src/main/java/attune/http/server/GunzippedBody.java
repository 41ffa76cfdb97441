package attune.http.server;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A gzipped body, unpacked as it arrives. What comes out counts against the route's limit as a plain body would, and
/// a body that swells beyond all reason is refused early: text packs to a fifth or a twentieth, a bomb to a thousandth.
final class GunzippedBody extends InputStream {
    private static final int BUFFER_BYTES = 8192;
    private static final long FREE_BYTES = 256 * 1024;
    private static final long MOST_RATIO = 200;

    private final LimitedBody packed;
    private final long limitBytes;
    private @Nullable GZIPInputStream plain;
    private long unpacked;

    /// @param limitBytes most bytes that may come out
    GunzippedBody(LimitedBody packed, long limitBytes) {
        this.packed = packed;
        this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        try {
            GZIPInputStream in = plain;
            if (in == null) {
                in = new GZIPInputStream(packed, BUFFER_BYTES);
                plain = in;
            }
            count = in.read(into, offset, length);
        } catch (ZipException | EOFException broken) {
            throw new ProblemException(Problem.malformed("The body is not the gzip it says it is, or it is cut off")
                    .hint("pack it again"));
        }
        unpacked += Math.max(count, 0);
        if (unpacked > limitBytes) {
            throw LimitedBody.tooLarge(limitBytes);
        }
        if (unpacked > FREE_BYTES && unpacked > packed.bytesRead() * MOST_RATIO) {
            throw new ProblemException(ProblemKind.TOO_LARGE
                    .with("The body grows to more than " + MOST_RATIO + " times its packed size")
                    .hint("send it unpacked"));
        }
        return count;
    }
}
