package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import java.util.List;

/// A value described in the API's document and checked by the handler itself, so that one bad element of a batch
/// does not refuse the others.
public record UncheckedSchema(Schema schema) implements Schema {
    @Override
    public String description() {
        return schema.description();
    }

    @Override
    public void check(Json value, String where) {
        // The handler's part.
    }

    @Override
    public void describe(JsonWriter out) {
        schema.describe(out);
    }

    @Override
    public List<ObjectSchema> objects() {
        return schema.objects();
    }
}
