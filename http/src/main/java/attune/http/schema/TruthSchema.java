package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonTruth;
import attune.http.json.JsonWriter;

/// `true` or `false`.
public record TruthSchema(String description) implements Schema {
    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonTruth)) {
            throw Mismatch.kind(value, "true or false", where);
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "boolean").field("description", description).end();
    }
}
