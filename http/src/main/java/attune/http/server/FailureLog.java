package attune.http.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Logs failures of the server itself: one warning per cause and minute. Messages of exceptions may quote what
/// members wrote, so only classes and places in the code are logged.
final class FailureLog {
    private static final System.Logger LOG = System.getLogger("attune.http.failure");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CAUSES = 256;
    private static final int MOST_FRAMES = 12;

    private final LongSupplier ticker;
    private final ConcurrentHashMap<String, Long> lastNanos = new ConcurrentHashMap<>();

    FailureLog(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void record(String requestId, String template, Throwable failure) {
        String cause = failure.getClass().getName() + firstFrame(failure);
        if (due(cause)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Request " + requestId + " to " + template + " failed: " + describe(failure));
        }
    }

    private boolean due(String cause) {
        long now = ticker.getAsLong();
        if (lastNanos.size() >= MOST_CAUSES) {
            lastNanos.clear();
        }
        Long last = lastNanos.put(cause, now);
        boolean due = last == null || now - last >= QUIET_NANOS;
        if (!due) {
            lastNanos.put(cause, last);
        }
        return due;
    }

    private static String firstFrame(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            text.append(depth == 0 ? "" : "\ncaused by ")
                    .append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                text.append("\n    at ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
