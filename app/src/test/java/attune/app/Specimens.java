package attune.app;

import attune.http.client.ApiClient;
import attune.http.json.Json;
import attune.http.json.JsonArray;
import attune.http.json.JsonObject;
import attune.http.json.JsonText;
import attune.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Real requests for every operation that a node publishes, made from its OpenAPI document: the path filled in, and the
/// smallest body that fits the schema.
final class Specimens {
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z]+)\\}");
    private static final List<String> ORDER = List.of("get", "put", "post", "delete");

    private final JsonObject document;

    Specimens(JsonObject document) {
        this.document = document;
    }

    /// One operation.
    ///
    /// @param personal whether the document says that it shows or changes what belongs to members
    record Operation(
            String name,
            String method,
            String path,
            boolean personal,
            @Nullable Json body) {
        boolean ofMember() {
            return path.contains("{member}");
        }
    }

    /// All of them: those that only read first, those that destroy last.
    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        JsonObject paths = document.object("paths");
        for (String path : paths.names()) {
            JsonObject methods = paths.object(path);
            for (String method : methods.names()) {
                JsonObject operation = methods.object(method);
                Json body = operation
                        .findObject("requestBody")
                        .map(request -> request.object("content")
                                .object("application/json")
                                .get("schema"))
                        .orElse(null);
                all.add(new Operation(
                        operation.text("operationId"),
                        method,
                        path,
                        operation.findTruth("x-attune-personal").orElse(false),
                        body));
            }
        }
        all.sort(Comparator.comparing((Operation one) -> one.name.equals("eraseMember"))
                .thenComparingInt(one -> ORDER.indexOf(one.method)));
        return all;
    }

    /// @param values by the name of the hole; every hole needs one
    static String path(Operation operation, Map<String, String> values) {
        List<String> holes = HOLE.matcher(operation.path)
                .results()
                .map((MatchResult hole) -> hole.group(1))
                .toList();
        String[] filled = holes.stream()
                .map(hole -> {
                    String value = values.get(hole);
                    if (value == null) {
                        throw new AssertionError("AccessMatrix knows no value for {" + hole + "} of " + operation.name
                                + ". Maybe add one to its specimens?");
                    }
                    return value;
                })
                .toArray(String[]::new);
        return ApiClient.path(HOLE.matcher(operation.path).replaceAll("{}"), filled);
    }

    @Nullable
    String body(Operation operation, Map<String, String> values) {
        Json schema = operation.body;
        return schema == null ? null : JsonWriter.text(out -> write(out, "", (JsonObject) schema, values));
    }

    private void write(JsonWriter out, String name, JsonObject schema, Map<String, String> values) {
        if (schema.has("$ref")) {
            String ref = schema.text("$ref");
            write(out, name, definition(ref.substring(ref.lastIndexOf('/') + 1)), values);
            return;
        }
        if (values.containsKey(name)) {
            out.value(values.get(name));
            return;
        }
        if (schema.has("enum")) {
            out.value(schema.array("enum").get(0));
            return;
        }
        if (schema.has("oneOf")) {
            write(out, name, (JsonObject) schema.array("oneOf").get(0), values);
            return;
        }
        switch (type(schema)) {
            case "object" -> {
                out.object();
                if (schema.has("required")) {
                    JsonObject properties = schema.object("properties");
                    for (String each : schema.texts("required")) {
                        out.name(each);
                        write(out, each, properties.object(each), values);
                    }
                }
                out.end();
            }
            case "array" -> out.array().end();
            case "integer" -> out.value(schema.findInteger("minimum").orElse(1));
            case "number" -> out.value(1.0);
            case "boolean" -> out.value(false);
            default ->
                out.value(
                        schema.findText("format").filter("date-time"::equals).isPresent()
                                ? "2026-05-04T08:00:00Z"
                                : "specimen of " + name.toLowerCase(Locale.ROOT));
        }
    }

    private JsonObject definition(String name) {
        return document.object("components").object("schemas").object(name);
    }

    private static String type(JsonObject schema) {
        if (!schema.has("type")) return schema.has("properties") ? "object" : "string";
        return switch (schema.get("type")) {
            case JsonText text -> schema.text("type");
            case JsonArray types -> schema.texts("type").getFirst();
            default -> "string";
        };
    }
}
