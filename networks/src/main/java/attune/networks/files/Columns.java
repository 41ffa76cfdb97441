package attune.networks.files;

import attune.model.identity.ExternalId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The tab-separated files of a public data set: no quoting, one record a line, packed or not.
record Columns(Path folder, Limits limits, Findings findings) {

    /// One line, split at its tabs.
    record Row(Line line, List<String> cells) {
        String get(int column) {
            if (column >= cells.size()) throw new Unreadable(column, "is missing; columns are parted by tabs");
            return cells.get(column);
        }

        Place place() {
            return line.place();
        }
    }

    /// Reads a file of the folder, passing over its header. A row that a reader objects to is a fault of its line.
    ///
    /// @param header lines at the start that name the columns
    /// @param columns how many every row must have at least
    void each(String file, int header, int columns, Consumer<Row> reader) {
        try (Lines lines = Lines.open(find(file), limits, findings)) {
            for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                Line line = next.get();
                if (line.number() > header && !line.text().isBlank()) read(line, columns, reader);
            }
        }
    }

    private void read(Line line, int columns, Consumer<Row> reader) {
        findings.line();
        List<String> cells = Arrays.asList(line.text().split("\t", -1));
        if (cells.size() < columns) {
            findings.fault(
                    line.place(), "has " + cells.size() + " columns; " + columns + " are needed, parted by tabs");
            return;
        }
        try {
            reader.accept(new Row(line, cells));
        } catch (Unreadable unreadable) {
            findings.fault(line.place().at("column " + (unreadable.column() + 1)), unreadable.detail());
        }
    }

    /// The file, or the same packed.
    private Path find(String file) {
        Path plain = folder.resolve(file);
        return Files.exists(plain) ? plain : folder.resolve(file + ".gz");
    }

    boolean has(String file) {
        return Files.exists(find(file));
    }

    static long whole(Row row, int column) {
        try {
            return Long.parseLong(row.get(column).strip());
        } catch (NumberFormatException notWhole) {
            throw new Unreadable(column, "is not a whole number; maybe the file has another layout");
        }
    }

    /// A number that may be written with an exponent, rounded.
    static long number(Row row, int column) {
        try {
            double value = Double.parseDouble(row.get(column).strip());
            if (value >= 0 && value < 1e15) return Math.round(value);
        } catch (NumberFormatException notANumber) {
            throw new Unreadable(column, "is not a number; maybe the file has another layout");
        }
        throw new Unreadable(column, "is not between 0 and 10^15");
    }

    static ExternalId id(String prefix, Row row, int column) {
        return id(prefix, row.get(column), column);
    }

    static ExternalId id(String prefix, String name, int column) {
        if (name.isBlank()) throw new Unreadable(column, "is blank; an id is needed");
        try {
            return new ExternalId(prefix + name.strip());
        } catch (IllegalArgumentException objection) {
            throw new Unreadable(column, String.valueOf(objection.getMessage()));
        }
    }

    /// A cell that cannot be read; carries no stack, since it is an expected outcome.
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int column;
        private final String detail;

        Unreadable(int column, String detail) {
            super(detail, null, false, false);
            this.column = column;
            this.detail = detail;
        }

        int column() {
            return column;
        }

        String detail() {
            return detail;
        }
    }
}
