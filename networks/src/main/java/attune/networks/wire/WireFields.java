package attune.networks.wire;

import attune.http.json.JsonObject;
import attune.http.problem.ProblemException;
import attune.model.identity.ExternalId;
import attune.model.identity.TraceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of one event as our nouns. Whatever is missing, of the wrong kind or too long is a problem naming its
/// field.
record WireFields(JsonObject json, TraceReferences traces) {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MAX_NAME_CHARS = 100;

    boolean has(String name) {
        return json.has(name);
    }

    /// Also true when the field is `null`: said to be nothing.
    boolean stated(String name) {
        return json.names().contains(name);
    }

    ExternalId id(String name) {
        return externalId(name, json.text(name));
    }

    @Nullable
    ExternalId idIfAny(String name) {
        return json.findText(name).map(text -> externalId(name, text)).orElse(null);
    }

    List<ExternalId> ids(String name) {
        return json.texts(name).stream()
                .map(text -> externalId(name, text))
                .distinct()
                .toList();
    }

    /// A short text that names something, such as an act.
    String name(String name) {
        return limited(name, json.text(name), 1, MAX_NAME_CHARS);
    }

    /// A text between two lengths, in UTF-16 units.
    String text(String name, int least, int most) {
        return limited(name, json.text(name), least, most);
    }

    Optional<String> findText(String name, int most) {
        return json.findText(name).map(text -> limited(name, text, 0, most));
    }

    /// Names in a list, stripped, each once, in their order.
    List<String> names(String name, int most) {
        List<String> names = json.texts(name).stream()
                .map(text -> limited(name, text.strip(), 1, MAX_NAME_CHARS).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (names.size() > most) throw json.invalid(name, "has " + names.size() + " entries", "give at most " + most);
        return names;
    }

    /// Epoch milliseconds, or the given value if the field is absent.
    long millis(String name, long absent) {
        return json.findTime(name).map(time -> millis(name, time)).orElse(absent);
    }

    /// A constant by its name in lower case.
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return findConstant(name, type).orElseThrow(() -> json.invalid(name, "missing", "use " + choices(type)));
    }

    <E extends Enum<E>> Optional<E> findConstant(String name, Class<E> type) {
        return json.findText(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> wireName(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> json.invalid(name, "not one of the choices", "use " + choices(type))));
    }

    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    TraceId traceIfAny() {
        return json.findText("trace")
                .map(reference -> traces.open(reference)
                        .orElseThrow(() -> json.invalid(
                                "trace",
                                "not a trace of this community",
                                "send it as you received it with the slate, or leave it out")))
                .orElse(null);
    }

    /// Runs a constructor of a noun; what it objects to becomes a problem of this field.
    <T> T made(String name, Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException objection) {
            throw json.invalid(name, String.valueOf(objection.getMessage()), null);
        }
    }

    ProblemException invalid(String name, String detail, String hint) {
        return json.invalid(name, detail, hint);
    }

    private ExternalId externalId(String name, String text) {
        return made(name, () -> new ExternalId(text));
    }

    private String limited(String name, String text, int least, int most) {
        if (text.length() > most) {
            throw json.invalid(name, "has " + text.length() + " characters", "give at most " + most);
        }
        if (text.length() < least || (least > 0 && text.isBlank())) throw json.invalid(name, "is blank", "give a text");
        if (text.indexOf('\0') >= 0) throw json.invalid(name, "holds a zero character", "remove it");
        return text;
    }

    private long millis(String name, Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            throw json.invalid(name, "lies before 1970", "check whether seconds and milliseconds were mixed up");
        }
        if (time.isAfter(LAST)) throw json.invalid(name, "lies after the year 9999", "use a year of four digits");
        return time.toEpochMilli();
    }

    private static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireFields::wireName).collect(Collectors.joining(", "));
    }
}
