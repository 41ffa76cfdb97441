package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.util.List;

/// An object whose field names are data, for example counts per act.
public record MapSchema(String description, Schema value) implements Schema {
    @Override
    public void check(Json found, String where) {
        if (!(found instanceof JsonObject object)) {
            throw Mismatch.kind(found, "an object", where);
        }
        for (String name : object.names()) {
            object.find(name).ifPresent(inner -> value.check(inner, ObjectSchema.inside(where, name)));
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "object").field("description", description);
        out.field("additionalProperties", value::describe).end();
    }

    @Override
    public List<ObjectSchema> objects() {
        return value.objects();
    }
}
