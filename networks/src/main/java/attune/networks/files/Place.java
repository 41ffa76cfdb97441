package attune.networks.files;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where in a file something stands, as an editor counts.
///
/// @param line from 1
/// @param field the field or column; null when it is the whole line
public record Place(String file, long line, @Nullable String field) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingLong(Place::line);

    Place at(@Nullable String name) {
        return new Place(file, line, name == null || name.isEmpty() ? null : name);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /// For example `events.jsonl:7:at`.
    @Override
    public String toString() {
        return file + ":" + line + (field == null ? "" : ":" + field);
    }
}
