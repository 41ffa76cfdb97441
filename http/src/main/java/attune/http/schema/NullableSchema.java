package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonNull;
import attune.http.json.JsonWriter;
import java.util.List;

/// A value or `null`.
public record NullableSchema(Schema schema) implements Schema {
    @Override
    public String description() {
        return schema.description();
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonNull)) {
            schema.check(value, where);
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().array("anyOf");
        schema.describe(out);
        out.object().field("type", "null").end().end().end();
    }

    @Override
    public List<ObjectSchema> objects() {
        return schema.objects();
    }
}
