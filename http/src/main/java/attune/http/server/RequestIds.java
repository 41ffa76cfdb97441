package attune.http.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names requests so that a client's complaint finds its log line: a random start per process, then a count.
final class RequestIds {
    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds(SecureRandom random) {
        byte[] start = new byte[4];
        random.nextBytes(start);
        this.process = HexFormat.of().formatHex(start) + "-";
    }

    String next() {
        return process + Long.toString(count.incrementAndGet(), 36);
    }
}
