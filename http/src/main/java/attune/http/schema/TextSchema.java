package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonText;
import attune.http.json.JsonWriter;

/// A text.
///
/// @param lowChars  fewest characters (Unicode code points, as JSON Schema counts)
/// @param highChars most characters
public record TextSchema(String description, int lowChars, int highChars) implements Schema {
    public TextSchema {
        if (lowChars < 0 || highChars < lowChars) {
            throw new IllegalArgumentException("A text has " + lowChars + " to " + highChars + " characters?");
        }
    }

    @Override
    public void check(Json value, String where) {
        if (!(value instanceof JsonText(String text))) {
            throw Mismatch.kind(value, "a text", where);
        }
        int length = text.codePointCount(0, text.length());
        if (length < lowChars || length > highChars) {
            throw Mismatch.invalid(
                    where, "has " + length + " characters", "use " + lowChars + " to " + highChars + " characters");
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "string").field("description", description);
        if (lowChars > 0) {
            out.field("minLength", lowChars);
        }
        out.field("maxLength", highChars).end();
    }
}
