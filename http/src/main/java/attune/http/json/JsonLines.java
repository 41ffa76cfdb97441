package attune.http.json;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Reads newline-delimited JSON one line at a time, so that a file of any length needs memory for one line.
/// Each line stands for itself: one that cannot be read is a problem naming its number, and the next may be fine.
public final class JsonLines {

    /// One line as read.
    public sealed interface Line {
        /// Counted from 1, blank lines included, as an editor counts.
        long number();
    }

    /// The line holds an object.
    public record Read(long number, JsonObject object) implements Line {}

    /// The line holds something else; `problem.field()` starts with `line 7`.
    public record Unreadable(long number, Problem problem) implements Line {}

    private final InputStream in;
    private final JsonLimits limits;
    private final byte[] chunk = new byte[16 * 1024];
    private int next;
    private int filled;
    private long number;

    /// @param limits `limits.bytes` bounds a line, not the stream
    public JsonLines(InputStream in, JsonLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// The next line that is not blank; empty at the end.
    public Optional<Line> read() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            while (fill(line)) {
                number++;
                if (line.size() > limits.bytes()) {
                    String detail = "The line is longer than " + limits.bytes() + " bytes";
                    return Optional.of(new Unreadable(
                            number, ProblemKind.TOO_LARGE.with(detail).at(place())));
                }
                byte[] bytes = line.toByteArray();
                if (!blank(bytes)) {
                    return Optional.of(parse(bytes));
                }
                line.reset();
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading stopped after line " + number, failure);
        }
    }

    private Line parse(byte[] bytes) {
        try {
            return new Read(number, JsonParsing.object(bytes, limits, Place.named(place())));
        } catch (ProblemException unreadable) {
            Problem problem = unreadable.problem();
            return new Unreadable(number, problem.field() == null ? problem.at(place()) : problem);
        }
    }

    private String place() {
        return "line " + number;
    }

    /// Appends up to the next line feed; of a line past the limit only enough to know so. False at the end.
    private boolean fill(ByteArrayOutputStream line) throws IOException {
        boolean any = false;
        while (true) {
            if (next == filled) {
                next = 0;
                filled = Math.max(0, in.read(chunk));
                if (filled == 0) {
                    return any;
                }
            }
            any = true;
            int end = next;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            if (line.size() <= limits.bytes()) {
                line.write(chunk, next, end - next);
            }
            boolean complete = end < filled;
            next = complete ? end + 1 : end;
            if (complete) {
                return true;
            }
        }
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
