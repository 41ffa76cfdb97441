package attune.http.server;

import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// A request's body that ends in a problem when it is too long or too slow. Counted while it streams, because a
/// declared length can lie and a chunked body declares none.
final class LimitedBody extends InputStream {
    private final InputStream in;
    private final long limitBytes;
    private final LongSupplier ticker;
    private final long deadlineNanos;
    private long read;

    LimitedBody(InputStream in, long limitBytes, LongSupplier ticker, long deadlineNanos) {
        this.in = in;
        this.limitBytes = limitBytes;
        this.ticker = ticker;
        this.deadlineNanos = deadlineNanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ticker.getAsLong() - deadlineNanos > 0) {
            throw tooSlow();
        }
        int count;
        try {
            count = in.read(into, offset, length);
        } catch (IOException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw tooSlow();
            }
            throw brokenOff();
        }
        read += Math.max(count, 0);
        if (read > limitBytes) {
            throw tooLarge(limitBytes);
        }
        return count;
    }

    long bytesRead() {
        return read;
    }

    static ProblemException tooLarge(long limitBytes) {
        return new ProblemException(ProblemKind.TOO_LARGE
                .with("The body is longer than " + limitBytes + " bytes")
                .hint("send it in smaller parts"));
    }

    /// The sender went away, which is nobody's failure here; hardly anybody is left to read this.
    private static ProblemException brokenOff() {
        return new ProblemException(ProblemKind.MALFORMED.with("The body broke off before its end"));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(ProblemKind.TIMEOUT.with("The body took too long to arrive"));
    }
}
