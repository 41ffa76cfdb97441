package attune.app.bench;

import attune.statistics.sketch.LatencyHistogram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A process of its own that asks a node on this machine from many connections at once, each sending its next request
/// when the last one was answered. One thread and plain sockets, so that it takes little of the cores that it shares
/// with the node, and what it takes is told apart. It does what lines on its input say and ends with them.
public final class Callers {
    private static final byte[] ACCEPTED = "\"accepted\"".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final String bearer;

    private Callers(int port, String bearer) {
        this.port = port;
        this.bearer = bearer;
    }

    /// What to send.
    enum Kind {
        /// Nothing but the way to the server and back.
        LIVE,
        /// A batch without events: the way, the key, the limits and the JSON.
        EMPTY,
        /// Facts of [WireFacts].
        EVENTS
    }

    /// @param each     events in a request
    /// @param requests in all
    /// @param first    the number of the first fact
    record Order(Kind kind, int connections, int each, int requests, long first, WireFacts facts) {
        String line() {
            return "%s %d %d %d %d %d %d %d"
                    .formatted(
                            kind,
                            connections,
                            each,
                            requests,
                            first,
                            facts.members(),
                            facts.items(),
                            facts.nowMillis());
        }

        static Order of(String line) {
            String[] parts = line.split(" ");
            WireFacts facts =
                    new WireFacts(Integer.parseInt(parts[5]), Integer.parseInt(parts[6]), Long.parseLong(parts[7]));
            return new Order(
                    Kind.valueOf(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Long.parseLong(parts[4]),
                    facts);
        }
    }

    /// @param accepted events that the answers say are durable
    record Report(double seconds, double cpuSeconds, long accepted, double p50Millis, double p99Millis) {
        String line() {
            return seconds + " " + cpuSeconds + " " + accepted + " " + p50Millis + " " + p99Millis;
        }

        static Report of(String line) {
            String[] parts = line.split(" ");
            if (parts.length != 5) throw new IllegalStateException("The bench's callers said: " + line);
            return new Report(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Long.parseLong(parts[2]),
                    Double.parseDouble(parts[3]),
                    Double.parseDouble(parts[4]));
        }
    }

    /// The first line of input is the port, the second the key, each further one an order.
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        String port = in.readLine();
        String bearer = in.readLine();
        if (port == null || bearer == null) throw new IOException("No port and key were given.");
        Callers callers = new Callers(Integer.parseInt(port), bearer);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(callers.run(Order.of(line)).line());
            out.flush();
        }
    }

    /// All requests are made before the clock starts.
    private Report run(Order order) throws IOException {
        List<byte[]> requests = new ArrayList<>(order.requests);
        IntFunction<byte[]> made = request(order);
        for (int number = 0; number < order.requests; number++) requests.add(made.apply(number));
        List<Line> lines = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int number = 0; number < order.connections; number++) lines.add(new Line(selector, port));
            LatencyHistogram latency = new LatencyHistogram();
            long startedNanos = System.nanoTime();
            long cpuNanos = Meter.processCpuNanos();
            long accepted = talk(selector, lines, requests, latency);
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            double cpuSeconds = (Meter.processCpuNanos() - cpuNanos) / 1e9;
            double p50 = latency.quantileNanos(0.5) / 1e6;
            return new Report(seconds, cpuSeconds, accepted, p50, latency.quantileNanos(0.99) / 1e6);
        } finally {
            for (Line line : lines) line.channel.close();
        }
    }

    private IntFunction<byte[]> request(Order order) {
        return switch (order.kind) {
            case LIVE ->
                _ -> "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            case EMPTY -> _ -> post("{\"events\":[]}");
            case EVENTS ->
                number -> {
                    StringBuilder body = new StringBuilder(order.each * 150).append("{\"events\":[");
                    for (int fact = 0; fact < order.each; fact++) {
                        if (fact > 0) body.append(',');
                        order.facts.write(order.first + (long) number * order.each + fact, body);
                    }
                    return post(body.append("]}").toString());
                };
        };
    }

    private byte[] post(String body) {
        return ("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + bearer + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long talk(Selector selector, List<Line> lines, List<byte[]> requests, LatencyHistogram latency)
            throws IOException {
        int next = 0;
        int answered = 0;
        long accepted = 0;
        for (Line line : lines) if (next < requests.size()) line.send(requests.get(next++));
        while (answered < requests.size()) {
            if (selector.select(PATIENCE_MILLIS) == 0) throw new IOException("The node did not answer for a minute.");
            for (SelectionKey key : selector.selectedKeys()) {
                Line line = (Line) key.attachment();
                if (!line.move()) continue;
                latency.record(System.nanoTime() - line.sentNanos);
                accepted += line.count(ACCEPTED);
                answered++;
                if (next < requests.size()) line.send(requests.get(next++));
            }
            selector.selectedKeys().clear();
        }
        return accepted;
    }

    /// One connection with at most one request on its way.
    private static final class Line {
        final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer out = ByteBuffer.allocate(0);
        private ByteBuffer in = ByteBuffer.allocate(4096);
        /// Where the answer's body begins and ends; 0 until the head is whole.
        private int from;

        private int to;
        long sentNanos;

        Line(Selector selector, int port) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.socket().setTcpNoDelay(true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(byte[] request) throws IOException {
            sentNanos = System.nanoTime();
            out = ByteBuffer.wrap(request);
            in.clear();
            to = 0;
            write();
        }

        private void write() throws IOException {
            channel.write(out);
            int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != wanted) key.interestOps(wanted);
        }

        /// True when the answer is whole.
        boolean move() throws IOException {
            if (key.isWritable()) write();
            if (!key.isReadable()) return false;
            if (!in.hasRemaining()) in = ByteBuffer.allocate(in.capacity() * 4).put(in.flip());
            if (channel.read(in) < 0) throw new IOException("The node closed a connection.");
            if (to == 0) head();
            return to > 0 && in.position() >= to;
        }

        private void head() throws IOException {
            String text = new String(in.array(), 0, Math.min(in.position(), 2048), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) return;
            if (!text.startsWith("HTTP/1.1 200")) throw new IOException("The node answered: " + text);
            int length = text.indexOf("Content-Length: ");
            if (length < 0 || length > end) throw new IOException("The answer tells no length: " + text);
            from = end + 4;
            to = from + Integer.parseInt(text.substring(length + 16, text.indexOf('\r', length)));
        }

        int count(byte[] word) {
            byte[] bytes = in.array();
            int count = 0;
            for (int at = from; at <= to - word.length; at++) {
                int same = 0;
                while (same < word.length && bytes[at + same] == word[same]) same++;
                if (same == word.length) count++;
            }
            return count;
        }
    }
}
