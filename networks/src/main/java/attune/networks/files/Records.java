package attune.networks.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of a table: cells parted by a separator, quoted as RFC 4180 says (`"a, b"`, `""` for a quote,
/// line breaks inside quotes). With tabs nothing is quoted, because that is how such files are written.
///
/// Our own reader rather than a library: the rules fill one page, and each fault can name its line.
final class Records implements AutoCloseable {
    private final Lines lines;
    private final char separator;
    private final Limits limits;
    private final Findings findings;

    Records(Path file, char separator, Limits limits, Findings findings) {
        this.lines = Lines.open(file, limits, findings);
        this.separator = separator;
        this.limits = limits;
        this.findings = findings;
    }

    /// One record; its line is the first it stands on, its text all of it.
    record Entry(Line line, List<String> cells) {}

    /// The next record that is not blank; empty at the end. Unreadable ones are reported and passed over.
    Optional<Entry> next() {
        for (Optional<Line> start = lines.next(); start.isPresent(); start = lines.next()) {
            if (start.get().text().isBlank()) continue;
            Line line = whole(start.get());
            List<String> cells = new ArrayList<>();
            String fault = separator == '\t' ? tabbed(line.text(), cells) : split(line.text(), cells);
            if (fault == null) return Optional.of(new Entry(line, cells));
            findings.line();
            findings.fault(line.place(), fault);
        }
        return Optional.empty();
    }

    /// Takes further lines while a quote is open, at most as long as one line may be.
    private Line whole(Line start) {
        boolean open = separator != '\t' && openAfter(start.text(), false);
        if (!open) return start;
        StringBuilder text = new StringBuilder(start.text());
        while (open && text.length() <= limits.lineBytes()) {
            Optional<Line> more = lines.next();
            if (more.isEmpty()) break;
            text.append('\n').append(more.get().text());
            open = openAfter(more.get().text(), true);
        }
        return new Line(start.file(), start.number(), text.toString());
    }

    /// Whether a quote is open at the end of a line. Only one at the start of a cell opens; a stray one inside
    /// a cell is a fault of its row and must not swallow the rows after it.
    private boolean openAfter(String line, boolean openBefore) {
        boolean open = openBefore;
        int closed = -2;
        for (int i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) {
            if (open) {
                open = false;
                closed = i;
            } else {
                // The second of two quotes in a quoted cell takes the closing back.
                open = i == 0 || line.charAt(i - 1) == separator || closed == i - 1;
            }
        }
        return open;
    }

    private static @Nullable String tabbed(String text, List<String> cells) {
        cells.addAll(List.of(text.split("\t", -1)));
        return null;
    }

    /// Splits one record; returns what is wrong with it, or null.
    private @Nullable String split(String text, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        int i = 0;
        while (true) {
            cell.setLength(0);
            if (i < text.length() && text.charAt(i) == '"') {
                i++;
                while (true) {
                    int quote = text.indexOf('"', i);
                    if (quote < 0)
                        return "opens a quote and never closes it; the rows below it were read as part of it";
                    cell.append(text, i, quote);
                    i = quote + 1;
                    if (i >= text.length() || text.charAt(i) != '"') break;
                    cell.append('"');
                    i++;
                }
                if (i < text.length() && text.charAt(i) != separator) {
                    return "goes on after a closing quote, in column " + (cells.size() + 1) + "; double quotes inside";
                }
            } else {
                int end = text.indexOf(separator, i);
                if (end < 0) end = text.length();
                cell.append(text, i, end);
                if (cell.indexOf("\"") >= 0) {
                    return "has a quote inside an unquoted cell, in column " + (cells.size() + 1) + "; quote the cell";
                }
                i = end;
            }
            cells.add(cell.toString());
            if (i >= text.length()) return null;
            i++;
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
