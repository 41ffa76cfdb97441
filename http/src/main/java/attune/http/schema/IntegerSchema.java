package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonInteger;
import attune.http.json.JsonWriter;

/// A whole number between two bounds, both included.
public record IntegerSchema(String description, long low, long high) implements Schema {
    public IntegerSchema {
        if (high < low) {
            throw new IllegalArgumentException("A number from " + low + " to " + high + "?");
        }
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonInteger(long number))) {
            throw Mismatch.kind(value, "a whole number", where);
        }
        if (number < low || number > high) {
            throw Mismatch.invalid(where, number + " is out of range", "use " + low + " to " + high);
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "integer").field("description", description);
        out.field("minimum", low).field("maximum", high).end();
    }
}
