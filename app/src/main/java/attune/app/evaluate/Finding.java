package attune.app.evaluate;

import attune.http.json.JsonWriter;
import attune.statistics.inference.Interval;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One measured figure, as it goes into a table, a JSON line and `docs/measurements`.
///
/// @param id stable across versions, such as `lastfm.recall-20.ranked`
/// @param unit such as `share`, `pleasure` or `ms`
/// @param interval 95 %, where one was worked out
/// @param baseline whom the figure is a difference from, if it is one
/// @param published the figure others report for the same split, if any
/// @param cpuSeconds what it took to get there, by the process clock; 0 if shared with another figure
public record Finding(
        String id,
        double value,
        String unit,
        @Nullable Interval interval,
        @Nullable String baseline,
        @Nullable Double published,
        double cpuSeconds) {

    public static Finding of(String id, double value, String unit) {
        return new Finding(id, value, unit, null, null, null, 0);
    }

    /// A difference from a baseline, with the interval over members.
    public static Finding gain(String id, Interval interval, String unit, String baseline) {
        return new Finding(id, interval.estimate(), unit, interval, baseline, null, 0);
    }

    public Finding published(double figure) {
        return new Finding(id, value, unit, interval, baseline, figure, cpuSeconds);
    }

    public Finding costing(double seconds) {
        return new Finding(id, value, unit, interval, baseline, published, seconds);
    }

    /// One line of JSON; what is absent is null.
    public String json() {
        return JsonWriter.text(writer -> {
            writer.object().field("id", id).field("value", value).field("unit", unit);
            limit(writer, "low", interval == null ? null : interval.low());
            limit(writer, "high", interval == null ? null : interval.high());
            writer.field("baseline", baseline);
            limit(writer, "published", published);
            writer.decimal("cpuSeconds", cpuSeconds, 2).end();
        });
    }

    private static void limit(JsonWriter writer, String name, @Nullable Double value) {
        if (value == null) writer.nothing(name);
        else writer.field(name, value);
    }

    /// One row of the table.
    void print(Consumer<String> out) {
        String range = interval == null ? "" : "[%.4f, %.4f]".formatted(interval.low(), interval.high());
        String beside = published == null ? "" : "published %.4f".formatted(published);
        String against = baseline == null ? "" : "over " + baseline;
        out.accept("  %-44s %10.4f %-10s %-20s %-22s %s"
                .formatted(id, value, unit, range, against, beside)
                .stripTrailing());
    }
}
