package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonText;
import attune.http.json.JsonWriter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/// A time in RFC 3339.
public record TimeSchema(String description) implements Schema {
    @Override
    public void check(Json value, String where) {
        String hint = "use RFC 3339, for example 2026-01-31T12:00:00Z";
        if (!(value instanceof JsonText(String text))) {
            throw Mismatch.invalid(where, "is " + value.kind() + ", not a time", hint);
        }
        try {
            var _ = OffsetDateTime.parse(text);
        } catch (DateTimeParseException notATime) {
            throw Mismatch.invalid(where, "not a time", hint);
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object()
                .field("type", "string")
                .field("format", "date-time")
                .field("description", description)
                .end();
    }
}
