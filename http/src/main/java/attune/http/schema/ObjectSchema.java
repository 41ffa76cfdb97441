package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object with named fields and no others. Grown field by field; each step answers a new schema.
public record ObjectSchema(String name, String description, Map<String, Field> fields) implements Schema {

    /// One field of an object.
    public record Field(Schema schema, boolean required) {}

    public ObjectSchema {
        if (!name.matches("[A-Z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("A schema's name starts with a capital, like Member, not " + name);
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public ObjectSchema required(String field, Schema schema) {
        return with(field, new Field(schema, true));
    }

    public ObjectSchema optional(String field, Schema schema) {
        return with(field, new Field(schema, false));
    }

    /// All fields of another object too, for parts that several objects share.
    public ObjectSchema including(ObjectSchema other) {
        ObjectSchema joined = this;
        for (Map.Entry<String, Field> field : other.fields.entrySet()) {
            joined = joined.with(field.getKey(), field.getValue());
        }
        return joined;
    }

    private ObjectSchema with(String field, Field described) {
        Map<String, Field> more = new LinkedHashMap<>(fields);
        if (more.put(field, described) != null) {
            throw new IllegalArgumentException(name + " has two fields named " + field);
        }
        return new ObjectSchema(name, description, more);
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonObject object)) {
            throw Mismatch.kind(value, "an object", where);
        }
        object.only(fields.keySet());
        fields.forEach((field, described) -> {
            Optional<Json> found = object.find(field);
            if (found.isPresent()) {
                described.schema.check(found.get(), inside(where, field));
            } else if (described.required && !nullAllowed(object, field, described.schema)) {
                throw Mismatch.invalid(inside(where, field), "missing", hint(described.schema));
            }
        });
    }

    private static boolean nullAllowed(JsonObject object, String field, Schema schema) {
        return schema instanceof NullableSchema && object.names().contains(field);
    }

    private static String hint(Schema schema) {
        return schema.description().isEmpty() ? "it is required" : "give " + lowerFirst(schema.description());
    }

    private static String lowerFirst(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
    }

    static String inside(String where, String field) {
        return where.isEmpty() ? field : where + "." + field;
    }

    String reference() {
        return "#/components/schemas/" + name;
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("$ref", reference()).end();
    }

    /// The object itself, as it stands under `components`.
    public void define(JsonWriter out) {
        out.object().field("type", "object").field("description", description).object("properties");
        fields.forEach((field, described) -> out.field(field, described.schema::describe));
        out.end();
        List<String> required = fields.entrySet().stream()
                .filter(field -> field.getValue().required)
                .map(Map.Entry::getKey)
                .toList();
        if (!required.isEmpty()) {
            out.texts("required", required);
        }
        out.field("additionalProperties", false).end();
    }

    @Override
    public List<ObjectSchema> objects() {
        return List.of(this);
    }

    /// The named objects inside this one, one level down.
    public List<ObjectSchema> inner() {
        List<ObjectSchema> found = new ArrayList<>();
        fields.values().forEach(field -> found.addAll(field.schema.objects()));
        return found;
    }
}
