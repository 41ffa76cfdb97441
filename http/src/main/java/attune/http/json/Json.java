package attune.http.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One JSON value as read: an immutable tree that knows where in its document each object and array stood,
/// so that every complaint can name the place.
public sealed interface Json permits JsonArray, JsonDecimal, JsonInteger, JsonNull, JsonObject, JsonText, JsonTruth {

    /// What the value is, in the words of an error message: "a text", "an object".
    String kind();

    /// Reads a whole document.
    ///
    /// @throws attune.http.problem.ProblemException when it is not JSON within the limits
    static Json parse(byte[] utf8, JsonLimits limits) {
        return JsonParsing.parse(utf8, limits, Place.ROOT);
    }

    static Json parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.STANDARD);
    }

    /// Reads a document that must be an object.
    static JsonObject parseObject(byte[] utf8, JsonLimits limits) {
        return JsonParsing.object(utf8, limits, Place.ROOT);
    }

    static JsonObject parseObject(String text) {
        return parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.STANDARD);
    }

    static Json of(String text) {
        return new JsonText(text);
    }

    static Json of(long number) {
        return new JsonInteger(number);
    }

    static Json of(double number) {
        return new JsonDecimal(number);
    }

    static Json of(boolean truth) {
        return truth ? JsonTruth.TRUE : JsonTruth.FALSE;
    }

    static Json of(List<? extends Json> elements) {
        return new JsonArray(Place.ROOT, List.copyOf(elements));
    }
}
