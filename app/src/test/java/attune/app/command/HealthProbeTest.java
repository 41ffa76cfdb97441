package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HealthProbeTest {
    @Test
    void ready_is_only_what_says_so() throws Exception {
        assertThat(probed("HTTP/1.1 200 OK")).isTrue();
        assertThat(probed("HTTP/1.1 503 Service Unavailable")).isFalse();
        assertThat(probed("nothing of the kind", null, 2)).isFalse();
    }

    @Test
    void nobody_there_is_not_ready() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(HealthProbe.ready(port)).isFalse();
    }

    @Test
    void node_that_ends_tls_itself_is_asked_by_tls(@TempDir Path folder) throws Exception {
        SSLContext context = certified(folder.resolve("node.p12"));

        assertThat(probed("HTTP/1.1 200 OK", context, 2)).isTrue();
        assertThat(probed("HTTP/1.1 503 Service Unavailable", context, 2)).isFalse();
    }

    private static SSLContext certified(Path store) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=node",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static boolean probed(String answer) throws Exception {
        return probed(answer, null, 1);
    }

    /// @param tls null for a node in plain HTTP
    private static boolean probed(String answer, @Nullable SSLContext tls, int connections) throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = tls == null
                ? new ServerSocket(0, 1, here)
                : tls.getServerSocketFactory().createServerSocket(0, 1, here)) {
            Thread node = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < connections; i++) {
                    try (Socket socket = server.accept()) {
                        socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                        socket.shutdownOutput();
                        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        // The probe hung up first, or spoke no TLS.
                    }
                }
            });
            boolean ready = HealthProbe.ready(server.getLocalPort());
            node.join();
            return ready;
        }
    }
}
