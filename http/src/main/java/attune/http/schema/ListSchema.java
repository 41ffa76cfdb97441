package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonArray;
import attune.http.json.JsonWriter;
import java.util.List;

/// A list of values of one schema.
///
/// @param low  fewest elements
/// @param high most elements
public record ListSchema(String description, Schema element, int low, int high) implements Schema {
    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonArray array)) {
            throw Mismatch.kind(value, "a list", where);
        }
        if (array.size() < low || array.size() > high) {
            throw Mismatch.invalid(where, "has " + array.size() + " elements", "use " + low + " to " + high);
        }
        for (int i = 0; i < array.size(); i++) {
            element.check(array.get(i), where + "[" + i + "]");
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "array").field("description", description).field("items", element::describe);
        if (low > 0) {
            out.field("minItems", low);
        }
        if (high < Integer.MAX_VALUE) {
            out.field("maxItems", high);
        }
        out.end();
    }

    @Override
    public List<ObjectSchema> objects() {
        return element.objects();
    }
}
