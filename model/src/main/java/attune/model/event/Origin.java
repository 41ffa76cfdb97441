package attune.model.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a fact came from.
///
/// @param source the adapter or network, such as `api`, `import` or `bluesky`; never personal
/// @param record the foreign record that stated the fact, so that a deletion naming only the record can
///     undo it; it may name a person, so the log keeps only a keyed digest of it
public record Origin(String source, @Nullable String record) {
    public static final int MAX_RECORD_CHARS = 1024;
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9.-]{0,39}");

    public Origin {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException(
                    "A source is lower-case letters, digits, dots and hyphens, at most 40, not \"" + source + "\".");
        }
        if (record != null && (record.isBlank() || record.length() > MAX_RECORD_CHARS)) {
            throw new IllegalArgumentException("A foreign record's name has 1 to 1024 characters.");
        }
    }

    public static Origin of(String source) {
        return new Origin(source, null);
    }
}
