package attune.networks.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The lines of a text file, one at a time, so that a file of any length needs memory for one line. Line ends are LF or
/// CRLF; a byte order mark is passed over. A line that is not text is a fault of its own, and the next may be fine.
final class Lines implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final InputStream in;
    private final Limits limits;
    private final Findings findings;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final byte[] chunk = new byte[1 << 16];
    private int next;
    private int filled;
    private long number;

    Lines(String file, InputStream in, Limits limits, Findings findings) {
        this.file = file;
        this.in = in;
        this.limits = limits;
        this.findings = findings;
    }

    static Lines open(Path path, Limits limits, Findings findings) {
        String name = String.valueOf(path.getFileName());
        String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return new Lines(unpacked, Inflow.open(path, limits), limits, findings);
    }

    /// The next readable line, blank ones included; empty at the end. Unreadable ones are reported and passed over.
    Optional<Line> next() {
        try {
            while (fill()) {
                number++;
                String fault = bytes.size() > limits.lineBytes() ? tooLong() : null;
                if (fault == null) {
                    try {
                        String text = decoded();
                        if (text.indexOf('\0') < 0) return Optional.of(new Line(file, number, text));
                        fault = "holds a zero byte; maybe the file is not text, or is UTF-16";
                    } catch (CharacterCodingException broken) {
                        fault = "is not UTF-8; save the file as UTF-8";
                    }
                }
                findings.line();
                findings.fault(new Place(file, number, null), fault);
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new FileTrouble(
                    "Reading " + file + " stopped after line " + number + ": " + failure.getMessage(), failure);
        }
    }

    private String tooLong() {
        return "is longer than " + limits.lineBytes() + " bytes; maybe the line ends are missing";
    }

    private String decoded() throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
        int start = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int end = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(Math.min(start, end), end);
    }

    /// Puts the next line into `bytes`; of one past the limit only enough to know so. False at the end.
    private boolean fill() throws IOException {
        bytes.reset();
        boolean any = false;
        while (true) {
            if (next == filled) {
                next = 0;
                filled = Math.max(0, in.read(chunk, 0, chunk.length));
                if (filled == 0) return any;
            }
            any = true;
            int end = next;
            while (end < filled && chunk[end] != '\n') end++;
            if (bytes.size() <= limits.lineBytes()) bytes.write(chunk, next, end - next);
            boolean complete = end < filled;
            next = complete ? end + 1 : end;
            if (complete) return true;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw new FileTrouble("Closing " + file + " failed: " + failure.getMessage(), failure);
        }
    }
}
