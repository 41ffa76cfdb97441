package attune.http.json;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Named values in the order they were written. Getters ask for a type; when the value is missing or of another
/// type they throw a problem that says where, what was found and how to mend it. `null` counts as absent.
public final class JsonObject implements Json {
    private final Place place;
    private final Map<String, Json> fields;

    JsonObject(Place place, Map<String, Json> fields) {
        this.place = place;
        this.fields = fields;
    }

    @Override
    public String kind() {
        return "an object";
    }

    Map<String, Json> fields() {
        return fields;
    }

    public Set<String> names() {
        return fields.keySet();
    }

    /// True when the field is there and not `null`.
    public boolean has(String name) {
        return present(name) != null;
    }

    public Optional<Json> find(String name) {
        return Optional.ofNullable(present(name));
    }

    public Json get(String name) {
        return required(name, "a value");
    }

    public String text(String name) {
        return asText(name, required(name, "a text"));
    }

    public Optional<String> findText(String name) {
        return find(name).map(value -> asText(name, value));
    }

    public long integer(String name) {
        return asInteger(name, required(name, "a whole number"));
    }

    /// A whole number between the bounds, both included.
    public long integer(String name, long low, long high) {
        return within(name, integer(name), low, high);
    }

    public OptionalLong findInteger(String name) {
        Json value = present(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(asInteger(name, value));
    }

    public OptionalLong findInteger(String name, long low, long high) {
        OptionalLong value = findInteger(name);
        value.ifPresent(number -> within(name, number, low, high));
        return value;
    }

    public double number(String name) {
        return asNumber(name, required(name, "a number"));
    }

    public OptionalDouble findNumber(String name) {
        Json value = present(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(asNumber(name, value));
    }

    public boolean truth(String name) {
        return asTruth(name, required(name, "true or false"));
    }

    public Optional<Boolean> findTruth(String name) {
        return find(name).map(value -> asTruth(name, value));
    }

    public Instant time(String name) {
        return asTime(name, required(name, "a time"));
    }

    public Optional<Instant> findTime(String name) {
        return find(name).map(value -> asTime(name, value));
    }

    /// A text that must be one of a few.
    public String choice(String name, Set<String> choices) {
        return asChoice(name, required(name, "one of " + sorted(choices)), choices);
    }

    public Optional<String> findChoice(String name, Set<String> choices) {
        return find(name).map(value -> asChoice(name, value, choices));
    }

    public JsonObject object(String name) {
        Json value = required(name, "an object");
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, value, "an object");
    }

    public Optional<JsonObject> findObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    public JsonArray array(String name) {
        Json value = required(name, "a list");
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, value, "a list");
    }

    public Optional<JsonArray> findArray(String name) {
        return has(name) ? Optional.of(array(name)) : Optional.empty();
    }

    /// The texts of a list; empty when the field is absent.
    public List<String> texts(String name) {
        return findArray(name).map(JsonArray::texts).orElse(List.of());
    }

    /// The objects of a list; empty when the field is absent.
    public List<JsonObject> objects(String name) {
        return findArray(name).map(JsonArray::objects).orElse(List.of());
    }

    /// Refuses every field not named here, with the nearest name as a hint.
    public JsonObject only(Set<String> known) {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                String hint = NearestName.of(name, known)
                        .map(nearest -> "did you mean \"" + nearest + "\"?")
                        .orElse("known here: " + String.join(", ", sorted(known)));
                throw new ProblemException(Problem.invalid(where(name), "unknown field", hint));
            }
        }
        return this;
    }

    /// For example `events[3]`; empty for the document itself.
    public String where() {
        return place.path();
    }

    /// For example `events[3].at`.
    public String where(String name) {
        return place.field(name).path();
    }

    /// A problem with one field, for rules that a type cannot express.
    public ProblemException invalid(String name, String detail, @Nullable String hint) {
        return new ProblemException(Problem.invalid(where(name), detail, hint));
    }

    private @Nullable Json present(String name) {
        Json value = fields.get(name);
        return value == JsonNull.NULL ? null : value;
    }

    private Json required(String name, String wanted) {
        Json value = present(name);
        if (value == null) {
            throw invalid(name, "missing", "give " + wanted);
        }
        return value;
    }

    private String asText(String name, Json value) {
        if (value instanceof JsonText(String text)) {
            return text;
        }
        throw wrong(name, value, "a text");
    }

    private long asInteger(String name, Json value) {
        if (value instanceof JsonInteger(long number)) {
            return number;
        }
        throw wrong(name, value, "a whole number");
    }

    private double asNumber(String name, Json value) {
        return switch (value) {
            case JsonInteger(long number) -> number;
            case JsonDecimal(double number) -> number;
            case JsonText _, JsonTruth _, JsonNull _, JsonArray _, JsonObject _ -> throw wrong(name, value, "a number");
        };
    }

    private boolean asTruth(String name, Json value) {
        if (value instanceof JsonTruth truth) {
            return truth.value();
        }
        throw wrong(name, value, "true or false");
    }

    private Instant asTime(String name, Json value) {
        String hint = "use RFC 3339, for example 2026-01-31T12:00:00Z";
        if (!(value instanceof JsonText(String text))) {
            throw invalid(name, "is " + value.kind() + ", not a time", hint);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw invalid(name, "not a time", hint);
        }
    }

    private String asChoice(String name, Json value, Set<String> choices) {
        String text = asText(name, value);
        if (!choices.contains(text)) {
            throw invalid(name, "not one of the choices", "use one of " + String.join(", ", sorted(choices)));
        }
        return text;
    }

    private long within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw invalid(name, value + " is out of range", "use " + low + " to " + high);
        }
        return value;
    }

    private ProblemException wrong(String name, Json found, String wanted) {
        return invalid(name, "is " + found.kind() + ", not " + wanted, "give " + wanted);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && fields.equals(object.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }
}
