package attune.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes JSON piece by piece, straight to bytes: no tree is built, so a slate costs little more than its bytes.
///
/// ```java
/// writer.object().field("surface", "home").array("entries");
/// for (Entry entry : entries) writer.object().field("item", entry.id()).decimal("score", entry.score(), 6).end();
/// writer.end().end();
/// ```
public final class JsonWriter implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator generator;
    private final char[] scratch = new char[32];

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /// A writer on a stream; `close` flushes it and leaves the stream open.
    public static JsonWriter to(OutputStream out) {
        try {
            return new JsonWriter(FACTORY.createGenerator(out));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public static byte[] bytes(Consumer<JsonWriter> body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonWriter writer = to(out)) {
            body.accept(writer);
        }
        return out.toByteArray();
    }

    public static String text(Consumer<JsonWriter> body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    static String text(Json json) {
        return text(writer -> writer.value(json));
    }

    /// Opens an object, as an element or as the whole document.
    public JsonWriter object() {
        return write(JsonGenerator::writeStartObject);
    }

    /// Opens an object as a field.
    public JsonWriter object(String name) {
        return name(name).object();
    }

    public JsonWriter array() {
        return write(JsonGenerator::writeStartArray);
    }

    public JsonWriter array(String name) {
        return name(name).array();
    }

    /// Closes whatever was opened last.
    public JsonWriter end() {
        return write(out -> {
            if (out.getOutputContext().inArray()) {
                out.writeEndArray();
            } else {
                out.writeEndObject();
            }
        });
    }

    public JsonWriter field(String name, @Nullable String value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, double value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, @Nullable Instant time) {
        return time == null ? nothing(name) : time(name, time.toEpochMilli());
    }

    public JsonWriter field(String name, Json value) {
        return name(name).value(value);
    }

    /// A field whose value another method writes.
    public JsonWriter field(String name, Consumer<JsonWriter> value) {
        name(name);
        value.accept(this);
        return this;
    }

    public JsonWriter texts(String name, Iterable<String> values) {
        array(name);
        for (String value : values) {
            value(value);
        }
        return end();
    }

    /// A field that is `null`.
    public JsonWriter nothing(String name) {
        return name(name).value((String) null);
    }

    /// A time in RFC 3339 UTC, to the millisecond.
    public JsonWriter time(String name, long epochMillis) {
        int length = Rfc3339.write(epochMillis, scratch);
        name(name);
        return length > 0
                ? scratchText(length)
                : value(Instant.ofEpochMilli(epochMillis).toString());
    }

    /// A number rounded to at most nine decimals, half away from zero, without trailing zeros. Scores carry no more
    /// meaning than that, and it costs neither the text of a `double` nor its bytes.
    public JsonWriter decimal(String name, double value, int decimals) {
        int length = Decimals.write(finite(value), decimals, scratch);
        name(name);
        return length > 0 ? scratchNumber(length) : value(value);
    }

    // Written out rather than as functions handed to `write`: these run for every field, and a function that
    // captures its value would be garbage.

    public JsonWriter name(String name) {
        try {
            generator.writeFieldName(name);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public JsonWriter value(@Nullable String value) {
        try {
            generator.writeString(value);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public JsonWriter value(long value) {
        try {
            generator.writeNumber(value);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public JsonWriter value(boolean value) {
        try {
            generator.writeBoolean(value);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public JsonWriter value(double value) {
        try {
            generator.writeNumber(finite(value));
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private JsonWriter scratchText(int length) {
        try {
            generator.writeString(scratch, 0, length);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private JsonWriter scratchNumber(int length) {
        try {
            generator.writeRawValue(scratch, 0, length);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    public JsonWriter value(Json json) {
        return switch (json) {
            case JsonText(String value) -> value(value);
            case JsonInteger(long value) -> value(value);
            case JsonDecimal(double value) -> value(value);
            case JsonTruth truth -> value(truth.value());
            case JsonNull _ -> value((String) null);
            case JsonArray array -> elements(array);
            case JsonObject object -> fields(object);
        };
    }

    private JsonWriter elements(JsonArray array) {
        array();
        array.forEach(this::value);
        return end();
    }

    private JsonWriter fields(JsonObject object) {
        object();
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            field(field.getKey(), field.getValue());
        }
        return end();
    }

    /// Pushes what is written so far to the stream; for long answers that are read while they are made.
    public JsonWriter flush() {
        return write(JsonGenerator::flush);
    }

    @Override
    public void close() {
        write(JsonGenerator::close);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value + ". Maybe an average over nothing?");
        }
        return value;
    }

    private JsonWriter write(Step step) {
        try {
            step.on(generator);
            return this;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private static UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException("Writing JSON failed; the reader has probably gone away", failure);
    }

    @FunctionalInterface
    private interface Step {
        void on(JsonGenerator generator) throws IOException;
    }
}
