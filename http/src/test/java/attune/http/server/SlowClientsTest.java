package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.problem.ProblemKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that send slowly, break off, or hold what they can.
@Timeout(60)
class SlowClientsTest {
    private static final int PLACES = 16;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) socket.close();
    }

    private Socket connect(RunningServer server, String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /// Asks to sign in, and keeps all but the first byte of the body to itself.
    private Socket slowSignIn(RunningServer server, String proof) throws IOException {
        return connect(
                server,
                "POST /v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + proof
                        + "Attune-Console: 1\r\nContent-Length: 100\r\n\r\n{");
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0 && next != '\r'; ) {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString();
    }

    @Test
    void slow_bodies_of_one_address_or_member_leave_places_to_others() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.concurrent(PLACES))) {
            String member = "Authorization: Bearer " + server.memberToken("ada") + "\r\n";
            for (int i = 0; i < PLACES * 2; i++) {
                Socket nobody = slowSignIn(server, "");
                Socket ada = slowSignIn(server, member);
                // The first few hold places and are not answered; whoever comes later is, at once.
                if (i < PLACES) continue;
                assertThat(line(nobody)).contains(" 429 ");
                assertThat(line(ada)).contains(" 429 ");
            }

            assertThat(server.send(server.request("/v1/traces", server.operatorKey))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void head_that_trickles_ends_its_connection() throws Exception {
        AtomicLong now = new AtomicLong();
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http, false, now::get)) {
            Socket fresh = connect(server, "GET /v1/echo/x HTTP/1.1\r\nHost: loc");
            Socket again = connect(server, "GET /v1/echo/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(again)).contains(" 200 ");

            now.addAndGet(Duration.ofSeconds(29).toNanos());
            server.lookAtConnections();
            fresh.getOutputStream().write("al".getBytes(StandardCharsets.US_ASCII));
            again.getOutputStream().write("GET /v1".getBytes(StandardCharsets.US_ASCII));
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            server.lookAtConnections();

            assertThat(fresh.getInputStream().read()).as("closed").isEqualTo(-1);
            assertThat(closes(again, now, server)).as("closed after its answer").isTrue();
        }
    }

    /// The server may notice a while after its answer arrived that it is out, and only then does the while begin.
    private static boolean closes(Socket socket, AtomicLong now, RunningServer server) throws IOException {
        socket.setSoTimeout(100);
        for (int i = 0; i < 100; i++) {
            try {
                now.addAndGet(Duration.ofSeconds(31).toNanos());
                server.lookAtConnections();
                socket.getInputStream().readAllBytes();
                return true;
            } catch (SocketTimeoutException open) {
                // Not yet.
            }
        }
        return false;
    }

    @Test
    void client_that_breaks_off_is_no_failure_of_the_server() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all())) {
            Socket socket = connect(
                    server,
                    "POST /v1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + server.backendKey + "\r\nContent-Length: 100\r\n\r\n{");

            socket.shutdownOutput();

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains(ProblemKind.MALFORMED.type());
            assertThat(server.metrics.scrape()).doesNotContain("status=\"500\"");
        }
    }

    @Test
    void one_address_has_half_of_the_connections() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.connections(4))) {
            String whole = "GET /v1/echo/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
            assertThat(line(connect(server, whole))).contains(" 200 ");
            assertThat(line(connect(server, whole))).contains(" 200 ");

            assertThat(connect(server, "").getInputStream().read()).as("closed").isEqualTo(-1);
        }
    }

    @Test
    void connections_that_ended_count_no_more() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.connections(16))) {
            String once = "GET /v1/echo/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            for (int i = 0; i < 40; i++) {
                Socket socket = connect(server, once);
                assertThat(line(socket)).as("connection %d", i).contains(" 200 ");
                socket.getInputStream().readAllBytes();
                socket.close();
            }
        }
    }
}
