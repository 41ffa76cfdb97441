package attune.http.route;

import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a handler answers: a status, headers and a body that is either ready or written while it is sent.
public record Response(int status, String mediaType, Map<String, String> headers, Content content) {

    /// The body of an answer.
    public sealed interface Content {}

    /// All bytes are there; a failure while making them could still become a problem.
    public static final class Ready implements Content {
        private final byte[] bytes;

        /// Takes the bytes as they are, without a copy; they are not to be changed afterwards.
        Ready(byte[] bytes) {
            this.bytes = bytes;
        }

        public ByteBuffer buffer() {
            return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        }
    }

    /// Written piece by piece, for answers too long to hold; a failure on the way cuts the connection.
    public record Streamed(Consumer<OutputStream> writer) implements Content {}

    public Response {
        headers = Map.copyOf(headers);
    }

    /// An answer in JSON, status 200.
    public static Response json(Consumer<JsonWriter> body) {
        return bytes("application/json", JsonWriter.bytes(body));
    }

    /// A page of a longer list: `{"items":[...],"cursor":"..."}`; a null cursor says that this is the end.
    public static <T> Response page(List<T> items, BiConsumer<T, JsonWriter> item, @Nullable String cursor) {
        return json(out -> {
            out.object().array("items");
            for (T each : items) {
                item.accept(each, out);
            }
            out.end().field("cursor", cursor).end();
        });
    }

    /// A long answer in JSON, sent while it is written.
    public static Response streamedJson(Consumer<JsonWriter> body) {
        return new Response(200, "application/json", Map.of(), new Streamed(out -> {
            try (JsonWriter writer = JsonWriter.to(out)) {
                body.accept(writer);
            }
        }));
    }

    public static Response text(String mediaType, String text) {
        return bytes(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response bytes(String mediaType, byte[] bytes) {
        return new Response(200, mediaType, Map.of(), new Ready(bytes));
    }

    /// Done, and nothing to say.
    public static Response nothing() {
        return new Response(204, "", Map.of(), new Ready(new byte[0]));
    }

    public static Response seeOther(String location) {
        return nothing().status(303).header("Location", location);
    }

    public static Response problem(Problem problem) {
        byte[] body = JsonWriter.bytes(out -> write(problem, out));
        return bytes("application/problem+json", body).status(problem.kind().status());
    }

    /// A problem as an element of a larger answer, such as the result of one event of a batch.
    public static void write(Problem problem, JsonWriter out) {
        out.object()
                .field("type", problem.kind().type())
                .field("title", problem.kind().title())
                .field("status", problem.kind().status())
                .field("detail", problem.detail());
        if (problem.field() != null) {
            out.field("field", problem.field());
        }
        if (problem.hint() != null) {
            out.field("hint", problem.hint());
        }
        out.end();
    }

    public Response status(int code) {
        return new Response(code, mediaType, headers, content);
    }

    public Response header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, mediaType, more, content);
    }

    /// The whole body; for tests, and for anything that is known to be short.
    public byte[] bytes() {
        return switch (content) {
            case Ready ready -> ready.bytes.clone();
            case Streamed(Consumer<OutputStream> writer) -> {
                try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                    writer.accept(out);
                    yield out.toByteArray();
                } catch (IOException impossible) {
                    throw new UncheckedIOException("Writing to memory failed", impossible);
                }
            }
        };
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
