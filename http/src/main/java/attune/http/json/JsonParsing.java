package attune.http.json;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns bytes into a `Json` tree. Stricter than the library below in four ways that matter for identity:
/// the bytes must be valid UTF-8, texts hold no unpaired surrogates, a name appears once per object, and
/// numbers are finite.
final class JsonParsing {
    private final JsonParser parser;
    private final JsonLimits limits;

    private JsonParsing(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    static JsonObject object(byte[] utf8, JsonLimits limits, Place place) {
        Json json = parse(utf8, limits, place);
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new ProblemException(Problem.malformed(
                        (place.parent() == null ? "The body is " : "The line is ") + json.kind() + ", not an object")
                .hint("wrap it in { }"));
    }

    static Json parse(byte[] utf8, JsonLimits limits, Place place) {
        if (utf8.length > limits.bytes()) {
            throw new ProblemException(
                    ProblemKind.TOO_LARGE.with("The document is longer than " + limits.bytes() + " bytes"));
        }
        int bad = Utf8.firstFault(utf8);
        if (bad >= 0 || wide(utf8)) {
            throw malformed("The bytes are not UTF-8, first at byte " + Math.max(bad, 0), place);
        }
        try (JsonParser parser = factory(limits).createParser(utf8)) {
            return new JsonParsing(parser, limits).document(place);
        } catch (StreamConstraintsException tooMuch) {
            throw malformed(
                    "The JSON goes past a limit: nesting " + limits.nesting() + ", text " + limits.textChars()
                            + " characters, field name " + limits.nameChars() + " characters",
                    place);
        } catch (JsonProcessingException fault) {
            throw malformed("Not JSON" + where(fault.getLocation(), place), place);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from memory failed", impossible);
        }
    }

    /// UTF-16 and UTF-32 show a zero among the first four bytes; the library would guess them from it.
    private static boolean wide(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private Json document(Place place) throws IOException {
        if (parser.nextToken() == null) {
            throw malformed("The body is empty", place);
        }
        Json json = value(place);
        if (parser.nextToken() != null) {
            throw malformed("There is more after the end of the JSON value", place);
        }
        return json;
    }

    /// Recursion is bounded by the nesting limit.
    private Json value(Place place) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> objectAt(place);
            case START_ARRAY -> arrayAt(place);
            case VALUE_STRING -> new JsonText(wellFormed(parser.getText(), place));
            case VALUE_NUMBER_INT -> integer(place);
            case VALUE_NUMBER_FLOAT -> decimal(place);
            case VALUE_TRUE -> JsonTruth.TRUE;
            case VALUE_FALSE -> JsonTruth.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw malformed("Not JSON", place);
        };
    }

    private JsonObject objectAt(Place place) throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName(), place);
            Place field = place.field(name);
            parser.nextToken();
            if (fields.put(name, value(field)) != null) {
                throw new ProblemException(Problem.malformed("The same field is given twice")
                        .at(field.path())
                        .hint("keep one of them"));
            }
        }
        return new JsonObject(place, Collections.unmodifiableMap(fields));
    }

    private JsonArray arrayAt(Place place) throws IOException {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(place.element(elements.size())));
        }
        return new JsonArray(place, Collections.unmodifiableList(elements));
    }

    private JsonInteger integer(Place place) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new JsonInteger(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> throw malformed("The number does not fit 64 bits", place);
        };
    }

    private JsonDecimal decimal(Place place) throws IOException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw malformed("The number is too large", place);
        }
        return new JsonDecimal(number);
    }

    private static String wellFormed(String text, Place place) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw malformed("The text has half a surrogate pair at character " + i, place);
                }
                i++;
            }
        }
        return text;
    }

    private static ProblemException malformed(String detail, Place place) {
        Problem problem = Problem.malformed(detail);
        return new ProblemException(place.path().isEmpty() ? problem : problem.at(place.path()));
    }

    /// A document of one line, such as a line of a stream, has no line numbers of its own.
    private static String where(@Nullable JsonLocation location, Place place) {
        if (location == null) {
            return "";
        }
        String line = place.parent() == null ? "at line " + location.getLineNr() + ", " : "at ";
        return ", " + line + "column " + location.getColumnNr();
    }

    private static JsonFactory factory(JsonLimits limits) {
        return limits.equals(JsonLimits.STANDARD) ? STANDARD : build(limits);
    }

    private static final JsonFactory STANDARD = build(JsonLimits.STANDARD);

    private static JsonFactory build(JsonLimits limits) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.textChars())
                        .maxNameLength(limits.nameChars())
                        .maxNumberLength(64)
                        .build())
                .build();
    }
}
