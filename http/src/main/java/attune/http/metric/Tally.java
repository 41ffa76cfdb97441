package attune.http.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import java.util.Map;
import java.util.stream.Collectors;

/// What one series of a counter came to since the start.
///
/// @param labels by name
public record Tally(Map<String, String> labels, long count) {
    static Tally of(Counter counter) {
        Map<String, String> labels =
                counter.getId().getTags().stream().collect(Collectors.toUnmodifiableMap(Tag::getKey, Tag::getValue));
        return new Tally(labels, (long) counter.count());
    }

    /// The value of a label; empty if the series has none of that name.
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
