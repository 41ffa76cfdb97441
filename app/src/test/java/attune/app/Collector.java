package attune.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// A collector of traces on loopback: takes what OTLP over HTTP sends and reads the fields of protobuf that the tests
/// ask for.
final class Collector implements AutoCloseable {
    /// A span as it arrived.
    ///
    /// @param parent empty for one that begins a trace here
    record Span(
            String trace, String id, String parent, String name, long start, long end, Map<String, String> attributes) {
        boolean within(Span outer) {
            return start >= outer.start && end <= outer.end;
        }
    }

    private static final ByteBuffer ABSENT = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /// Everything that was sent, byte for byte.
    List<byte[]> bodies() {
        return List.copyOf(bodies);
    }

    List<Span> named(String name) {
        return spans.stream().filter(span -> span.name.equals(name)).toList();
    }

    List<Span> partsOf(Span whole) {
        return spans.stream().filter(span -> span.parent.equals(whole.id)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        bodies.add(body);
        each(ByteBuffer.wrap(body), (field, resource) -> {
            if (field == 1)
                each(resource, (of, scope) -> {
                    if (of == 2)
                        each(scope, (in, span) -> {
                            if (in == 2) spans.add(span(span));
                        });
                });
        });
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(ByteBuffer in) {
        Map<Integer, ByteBuffer> fields = new TreeMap<>();
        Map<String, String> attributes = new TreeMap<>();
        each(in, (field, value) -> {
            if (field == 9) attribute(value, attributes);
            else fields.put(field, value);
        });
        return new Span(
                hex(fields.getOrDefault(1, ABSENT)),
                hex(fields.getOrDefault(2, ABSENT)),
                hex(fields.getOrDefault(4, ABSENT)),
                text(fields.getOrDefault(5, ABSENT)),
                fields.getOrDefault(7, ABSENT).getLong(),
                fields.getOrDefault(8, ABSENT).getLong(),
                attributes);
    }

    private static void attribute(ByteBuffer in, Map<String, String> attributes) {
        List<String> pair = new ArrayList<>();
        each(in, (field, value) -> {
            if (field == 1) pair.add(text(value));
            else each(value, (kind, scalar) -> pair.add(kind == 1 ? text(scalar) : String.valueOf(scalar.getLong())));
        });
        attributes.put(pair.getFirst(), pair.getLast());
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    /// Walks the fields of one message; numbers arrive as eight bytes.
    private static void each(ByteBuffer in, BiConsumer<Integer, ByteBuffer> field) {
        ByteBuffer rest = in.order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            int length = switch ((int) (tag & 7)) {
                case 0 -> -1;
                case 1 -> 8;
                case 2 -> (int) varint(rest);
                case 5 -> 4;
                default -> throw new IllegalStateException("Wire type of tag " + tag);
            };
            ByteBuffer value = length < 0
                    ? ByteBuffer.allocate(8).putLong(0, varint(rest))
                    : rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (length > 0) rest.position(rest.position() + length);
            field.accept((int) (tag >>> 3), value);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
