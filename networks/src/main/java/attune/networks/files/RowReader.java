package attune.networks.files;

import attune.http.json.JsonWriter;
import attune.http.json.NearestName;
import attune.networks.wire.WireType;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A mapping applied to the columns a file really has.
///
/// @param columns the header, or empty
/// @param index column number by field
record RowReader(List<String> columns, Map<String, Cell> fields, Map<String, Integer> index) {
    private static final Set<String> WHOLE = Set.of("value", "position", "quantity", "amountMicros", "version");
    private static final Set<String> TRUTH = Set.of("locked", "recommendable", "negated", "shown");
    private static final Set<String> LIST = Set.of("topics", "mentions");

    /// Fields whose values are names of ours: a word that is no column stands for itself.
    private static final Set<String> WORDS = Set.of(
            "type", "act", "kind", "audience", "what", "purpose", "unit", "polarity", "language", "label", "ageBand");

    /// @param first the first record: the header, or a row that shows how many columns there are
    static RowReader of(Mapping mapping, Records.Entry first) {
        List<String> columns =
                mapping.header() ? first.cells().stream().map(String::strip).toList() : List.of();
        Map<String, Cell> fields = new LinkedHashMap<>(Map.of("type", new Cell.Same(WireType.ACTED.wireName())));
        Map<String, Integer> index = new LinkedHashMap<>();
        mapping.fields().forEach((field, cell) -> {
            switch (cell) {
                case Cell.Same same -> fields.put(field, same);
                case Cell.Bound bound -> {
                    fields.put(field, bound);
                    index.put(field, find(first, columns, bound.column()));
                }
                case Cell.Column column -> {
                    boolean word = WORDS.contains(field)
                            && !columns.contains(column.name())
                            && !column.name().startsWith("#");
                    fields.put(field, word ? new Cell.Same(column.name()) : column);
                    if (!word) index.put(field, find(first, columns, column.name()));
                }
            }
        });
        return new RowReader(columns, fields, index);
    }

    private static int find(Records.Entry first, List<String> columns, String name) {
        if (columns.contains(name)) return columns.indexOf(name);
        if (name.matches("#[1-9]\\d{0,5}")) {
            int number = Integer.parseInt(name.substring(1));
            if (number <= first.cells().size()) return number - 1;
            throw new FileTrouble(
                    first.line().file() + " has " + first.cells().size() + " columns, no column " + name + ".");
        }
        String hint = NearestName.of(name, columns)
                .map(nearest -> "Maybe \"" + nearest + "\".")
                .orElse(
                        columns.isEmpty()
                                ? "Without a header columns are #1, #2, …"
                                : "It has " + String.join(", ", columns) + ".");
        throw new FileTrouble(first.line().file() + " has no column \"" + name + "\". " + hint);
    }

    /// For places: the column's name, or its number.
    String column(int number) {
        return number < columns.size() ? columns.get(number) : "#" + (number + 1);
    }

    /// True if the row keeps all bounds.
    boolean chosen(List<String> cells) {
        for (Map.Entry<String, Cell> field : fields.entrySet()) {
            if (field.getValue() instanceof Cell.Bound bound) {
                int column = at(field.getKey());
                String cell = cell(cells, column);
                if (cell.isEmpty()) return false;
                try {
                    if (!bound.holds(cell)) return false;
                } catch (NumberFormatException notANumber) {
                    throw new Columns.Unreadable(column, "is not a number, but the mapping compares it");
                }
            }
        }
        return true;
    }

    /// Writes the row as a wire event; blank cells are left out.
    void write(List<String> cells, JsonWriter out) {
        out.object();
        fields.forEach((field, cell) -> {
            switch (cell) {
                case Cell.Same(String text) -> value(field, text, -1, out);
                case Cell.Bound _ -> {}
                case Cell.Column(String _, Cell.Form form) -> {
                    int column = at(field);
                    String text = cell(cells, column);
                    if (!text.isEmpty()) value(field, wire(text, form, column), column, out);
                }
            }
        });
        out.end();
    }

    private static void value(String field, String text, int column, JsonWriter out) {
        if (WHOLE.contains(field)) {
            out.field(field, whole(text, column));
        } else if (TRUTH.contains(field)) {
            out.field(field, truth(text, column));
        } else if (LIST.contains(field)) {
            out.texts(
                    field,
                    Arrays.stream(text.split("[|;]"))
                            .map(String::strip)
                            .filter(t -> !t.isEmpty())
                            .toList());
        } else {
            out.field(field, text);
        }
    }

    private static boolean truth(String text, int column) {
        if (Set.of("true", "yes", "1").contains(text)) return true;
        if (Set.of("false", "no", "0").contains(text)) return false;
        throw new Columns.Unreadable(column, "is neither true nor false");
    }

    private static String wire(String text, Cell.Form form, int column) {
        try {
            return form.wire(text);
        } catch (DateTimeException | NumberFormatException notATime) {
            throw new Columns.Unreadable(column, "is not a time written as the mapping says");
        }
    }

    private static long whole(String text, int column) {
        try {
            double value = Double.parseDouble(text);
            if (value == Math.rint(value) && Math.abs(value) < 1e15) return (long) value;
        } catch (NumberFormatException notANumber) {
            throw new Columns.Unreadable(column, "is not a number");
        }
        throw new Columns.Unreadable(column, "is not a whole number; maybe choose rows by a bound instead");
    }

    private int at(String field) {
        Integer column = index.get(field);
        if (column == null) throw new IllegalStateException("The field " + field + " has no column.");
        return column;
    }

    private static String cell(List<String> cells, int column) {
        if (column >= cells.size()) {
            throw new Columns.Unreadable(column, "is missing; the row has " + cells.size() + " columns");
        }
        return cells.get(column).strip();
    }
}
