package attune.http.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Logs failures of the server itself, so that each is found by the `Request-Id` of its answer: one warning with the
/// places in the code per cause and minute, and between them one short line a failure that names the long one. Messages
/// of exceptions may quote what members wrote, so only classes and places in the code are logged.
final class FailureLog {
    private static final System.Logger LOG = System.getLogger("attune.http.failure");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CAUSES = 256;
    private static final int MOST_FRAMES = 12;

    private final LongSupplier ticker;
    private final ConcurrentHashMap<String, Told> told = new ConcurrentHashMap<>();

    /// The last failure of a cause whose places were told.
    private record Told(String requestId, long atNanos) {}

    FailureLog(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void record(String requestId, String template, Throwable failure) {
        Told full = full(failure.getClass().getName() + firstFrame(failure), requestId);
        String how = full.requestId.equals(requestId)
                ? describe(failure)
                : failure.getClass().getName() + ", as request " + full.requestId + " did.";
        LOG.log(System.Logger.Level.WARNING, "Request " + requestId + " to " + template + " failed: " + how);
    }

    private Told full(String cause, String requestId) {
        Told now = new Told(requestId, ticker.getAsLong());
        if (told.size() >= MOST_CAUSES) told.clear();
        return told.merge(cause, now, (last, _) -> now.atNanos - last.atNanos >= QUIET_NANOS ? now : last);
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
