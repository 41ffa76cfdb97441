package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthProbeTest {
    @Test
    void ready_is_only_what_says_so() throws Exception {
        assertThat(probed("HTTP/1.1 200 OK")).isTrue();
        assertThat(probed("HTTP/1.1 503 Service Unavailable")).isFalse();
        assertThat(probed("nothing of the kind")).isFalse();
    }

    @Test
    void nobody_there_is_not_ready() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(HealthProbe.ready(port)).isFalse();
    }

    private static boolean probed(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread node = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // The probe hung up first.
                }
            });
            boolean ready = HealthProbe.ready(server.getLocalPort());
            node.join();
            return ready;
        }
    }
}
