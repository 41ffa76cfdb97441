package attune.app.logging;

import attune.http.json.JsonWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one place that log entries come out of: everything said to a `System.Logger` becomes one line. Of a failure only
/// classes and places in the code are written, never its message, for messages quote what members wrote. Secrets are
/// blotted out of the rest.
public final class LogLines extends Handler {
    private static final int MOST_FRAMES = 12;
    private static final Pattern REQUEST = Pattern.compile("\\bRequest ([A-Za-z0-9_-]{8,64})\\b");
    /// One entry is one line, and nothing in it moves a terminal's cursor.
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final LogFormat format;
    private final PrintStream out;
    private final InstantSource clock;

    private LogLines(LogFormat format, PrintStream out, InstantSource clock) {
        this.format = format;
        this.out = out;
        this.clock = clock;
    }

    /// Makes this the only place that log entries come out of, for the whole process.
    ///
    /// @param quietest what is less grave is not written, such as `INFO`
    /// @param access   whether each request is a line
    public static void install(
            LogFormat format, System.Logger.Level quietest, boolean access, PrintStream out, InstantSource clock) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(level(quietest));
        LogLines lines = new LogLines(format, out, clock);
        lines.setLevel(Level.ALL);
        root.addHandler(lines);
        KEPT.forEach(logger -> logger.setLevel(access ? Level.ALL : null));
    }

    /// The library forgets the level of a logger that nobody holds.
    private static final List<Logger> KEPT = List.of(Logger.getLogger("attune.http.access"));

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }

    @Override
    public void publish(LogRecord entry) {
        String line = format == LogFormat.JSON ? json(entry) : text(entry);
        synchronized (out) {
            out.println(line);
        }
    }

    private String text(LogRecord entry) {
        String failure = failure(entry.getThrown());
        return "%s %-7s %s: %s%s"
                .formatted(
                        now(),
                        word(entry.getLevel()),
                        entry.getLoggerName(),
                        message(entry),
                        failure == null ? "" : "\n" + failure);
    }

    private String json(LogRecord entry) {
        String message = message(entry);
        Matcher request = REQUEST.matcher(message);
        return new String(
                JsonWriter.bytes(out -> {
                    out.object()
                            .field("time", now())
                            .field("level", word(entry.getLevel()))
                            .field("logger", entry.getLoggerName())
                            .field("message", message);
                    if (request.find()) out.field("request", request.group(1));
                    String failure = failure(entry.getThrown());
                    if (failure != null) out.field("failure", failure);
                    out.end();
                }),
                StandardCharsets.UTF_8);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) return "error";
        if (level.intValue() >= Level.WARNING.intValue()) return "warning";
        if (level.intValue() >= Level.INFO.intValue()) return "info";
        return "debug";
    }

    private static String message(LogRecord entry) {
        String said = String.valueOf(entry.getMessage());
        Object[] given = entry.getParameters();
        if (given != null && given.length > 0) {
            Object[] parts = given.clone();
            for (int i = 0; i < parts.length; i++) {
                if (parts[i] instanceof Throwable failure)
                    parts[i] = failure.getClass().getName();
            }
            try {
                said = new MessageFormat(said, Locale.ROOT).format(parts);
            } catch (IllegalArgumentException malformed) {
                // The pattern itself is then the message: an entry is never lost for its braces.
            }
        }
        return Redaction.of(CONTROL.matcher(said).replaceAll(" "));
    }

    private static @Nullable String failure(@Nullable Throwable thrown) {
        if (thrown == null) return null;
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
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

    @Override
    public void flush() {
        out.flush();
    }

    /// Does not close what it was handed.
    @Override
    public void close() {
        out.flush();
    }
}
