package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonText;
import attune.http.json.JsonWriter;
import attune.http.json.NearestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object whose `tag` field says which of several objects it is.
///
/// @param cases the object for each value of the tag, in the order to publish
public record OneOfSchema(String description, String tag, Map<String, ObjectSchema> cases) implements Schema {
    public OneOfSchema {
        cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonObject object)) {
            throw Mismatch.kind(value, "an object", where);
        }
        String at = ObjectSchema.inside(where, tag);
        Optional<Json> kind = object.find(tag);
        if (kind.isEmpty()) {
            throw Mismatch.invalid(at, "missing", "use one of " + String.join(", ", cases.keySet()));
        }
        if (!(kind.get() instanceof JsonText(String name))) {
            throw Mismatch.kind(kind.get(), "a text", at);
        }
        ObjectSchema chosen = cases.get(name);
        if (chosen == null) {
            throw Mismatch.invalid(at, "unknown " + tag, hint(name));
        }
        chosen.check(value, where);
    }

    private String hint(String name) {
        return NearestName.of(name, cases.keySet())
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse("use one of " + String.join(", ", cases.keySet()));
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("description", description).array("oneOf");
        for (ObjectSchema object : objects()) {
            object.describe(out);
        }
        out.end().object("discriminator").field("propertyName", tag).object("mapping");
        cases.forEach((name, object) -> out.field(name, object.reference()));
        out.end().end().end();
    }

    @Override
    public List<ObjectSchema> objects() {
        return cases.values().stream().distinct().toList();
    }
}
