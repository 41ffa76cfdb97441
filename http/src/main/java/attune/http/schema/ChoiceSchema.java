package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonText;
import attune.http.json.JsonWriter;
import attune.http.json.NearestName;
import java.util.List;

/// One of a few texts.
public record ChoiceSchema(String description, List<String> choices) implements Schema {
    public ChoiceSchema {
        choices = List.copyOf(choices);
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonText(String text))) {
            throw Mismatch.kind(value, "one of " + String.join(", ", choices), where);
        }
        if (!choices.contains(text)) {
            throw Mismatch.invalid(where, "not one of the choices", hint(text));
        }
    }

    private String hint(String text) {
        return NearestName.of(text, choices)
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse("use one of " + String.join(", ", choices));
    }

    @Override
    public void describe(JsonWriter out) {
        out.object()
                .field("type", "string")
                .field("description", description)
                .texts("enum", choices)
                .end();
    }
}
