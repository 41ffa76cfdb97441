package attune.networks.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one field of an event comes from.
public sealed interface Cell {
    /// The same text for every row.
    record Same(String text) implements Cell {}

    /// A column, by its name or as `#1`.
    record Column(String name, Form form) implements Cell {}

    /// Rows count only if the column's number keeps this bound.
    record Bound(String column, Comparison comparison, double number) implements Cell {
        boolean holds(String cell) {
            double value = Double.parseDouble(cell.strip());
            return switch (comparison) {
                case AT_LEAST -> value >= number;
                case AT_MOST -> value <= number;
                case ABOVE -> value > number;
                case BELOW -> value < number;
            };
        }
    }

    /// How a cell is written.
    enum Form {
        TEXT,
        UNIX,
        MILLIS,
        DATE;

        /// The cell as the wire writes it.
        String wire(String cell) throws DateTimeException {
            return switch (this) {
                case TEXT -> cell;
                case UNIX -> Instant.ofEpochSecond(Long.parseLong(cell)).toString();
                case MILLIS -> Instant.ofEpochMilli(Long.parseLong(cell)).toString();
                case DATE ->
                    LocalDate.parse(cell)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toString();
            };
        }
    }

    /// How a bound compares.
    enum Comparison {
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            return Arrays.stream(values())
                    .filter(comparison -> comparison.sign.equals(sign))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No comparison is written " + sign + "."));
        }
    }

    static Cell of(String written) {
        if (written.length() >= 2 && written.startsWith("'") && written.endsWith("'")) {
            return new Same(written.substring(1, written.length() - 1));
        }
        Matcher bound = Written.BOUND.matcher(written);
        if (bound.matches()) {
            double number = Double.parseDouble(bound.group(3));
            return new Bound(bound.group(1).strip(), Comparison.of(bound.group(2)), number);
        }
        int colon = written.lastIndexOf(':');
        Optional<Form> form = colon < 1 ? Optional.empty() : form(written.substring(colon + 1));
        return form.<Cell>map(known -> new Column(written.substring(0, colon), known))
                .orElseGet(() -> new Column(written, Form.TEXT));
    }

    private static Optional<Form> form(String name) {
        return Arrays.stream(Form.values())
                .filter(form -> form.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /// The patterns of the short form.
    final class Written {
        private static final Pattern BOUND = Pattern.compile("(.+?)(>=|<=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)");

        private Written() {}
    }
}
