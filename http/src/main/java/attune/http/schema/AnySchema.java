package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonWriter;

/// Any JSON value.
public record AnySchema(String description) implements Schema {
    @Override
    public void check(Json value, String where) {
        // Anything goes.
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("description", description).end();
    }
}
