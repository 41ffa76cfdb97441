package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.client.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Serves with certificates that keytool makes, and changes them under way.
@Tag("slow")
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path chain = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void name_the_files() {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
    }

    @Test
    void a_pem_certificate_serves_and_a_new_one_replaces_it_without_dropping_connections() throws Exception {
        put("first", 1);
        try (RunningServer server = server();
                SSLSocket kept = connect(server, "TLSv1.3")) {
            assertThat(subject(kept)).isEqualTo("CN=first");
            assertThat(get(kept)).startsWith("HTTP/1.1 200");

            put("second", 2);
            server.lookAtCertificate();

            assertThat(get(kept)).startsWith("HTTP/1.1 200");
            try (SSLSocket fresh = connect(server, "TLSv1.2")) {
                assertThat(subject(fresh)).isEqualTo("CN=second");
            }
            assertThat(server.metrics.scrape()).contains("attune_tls_reloads_total{outcome=\"renewed\"} 1.0");
        }
    }

    @Test
    void a_certificate_that_cannot_be_used_changes_nothing_and_is_counted() throws Exception {
        put("first", 1);
        try (RunningServer server = server()) {
            Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n");
            server.lookAtCertificate();

            try (SSLSocket socket = connect(server, "TLSv1.3")) {
                assertThat(subject(socket)).isEqualTo("CN=first");
            }
            assertThat(server.metrics.scrape()).contains("attune_tls_reloads_total{outcome=\"failed\"} 1.0");
        }
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws Exception {
        put("first", 1);
        Path other = folder.resolve("other");
        Files.move(key, other);
        put("second", 2);
        Files.move(other, key, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::server)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the certificate's");
    }

    @Test
    void old_tls_is_refused() throws Exception {
        put("first", 1);
        try (RunningServer server = server()) {
            assertThatThrownBy(() -> connect(server, "TLSv1.1")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void a_pkcs12_file_serves_too() throws Exception {
        Path store = keytool("packed");
        TlsSettings settings = new TlsSettings.KeyStoreFile(store, PASSWORD);
        assertThat(settings.toString()).doesNotContain(PASSWORD);
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.tls(settings));
                SSLSocket socket = connect(server, "TLSv1.3")) {
            assertThat(subject(socket)).isEqualTo("CN=packed");
            assertThat(get(socket)).contains("Strict-Transport-Security: max-age");
        }
    }

    @Test
    void a_caller_trusts_an_authority_of_its_own_and_is_told_when_it_needs_one() throws Exception {
        put("first", 1);
        try (RunningServer server = server();
                ApiClient stranger = new ApiClient(server.address(), server.backendKey);
                ApiClient client = new ApiClient(server.address(), server.backendKey, chain)) {
            assertThat(client.get("/v1/echo/x").text("word")).isEqualTo("x");
            assertThatThrownBy(() -> stranger.get("/v1/echo/x"))
                    .hasMessageContaining("is not trusted here")
                    .hasMessageContaining("--ca FILE");
        }
    }

    @Test
    void a_pkcs12_file_whose_key_cannot_be_used_changes_nothing() throws Exception {
        Path store = keytool("first");
        TlsSettings settings = new TlsSettings.KeyStoreFile(store, PASSWORD);
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.tls(settings))) {
            for (boolean lockedUp : new boolean[] {true, false}) {
                KeyStore wrong = lockedUp ? lockedUp("second") : anothersKey("third", "fourth");
                try (var out = Files.newOutputStream(store)) {
                    wrong.store(out, PASSWORD.toCharArray());
                }
                Files.setLastModifiedTime(store, FileTime.fromMillis(lockedUp ? 1_000_000 : 2_000_000));
                server.lookAtCertificate();

                try (SSLSocket socket = connect(server, "TLSv1.3")) {
                    assertThat(subject(socket)).as("locked up: " + lockedUp).isEqualTo("CN=first");
                }
            }
            assertThat(server.metrics.scrape()).contains("attune_tls_reloads_total{outcome=\"failed\"} 2.0");
        }
    }

    /// A store whose key has a password of its own.
    private KeyStore lockedUp(String name) throws Exception {
        KeyStore made = opened(name);
        KeyStore locked = KeyStore.getInstance("PKCS12");
        locked.load(null, null);
        locked.setKeyEntry(
                "node",
                made.getKey("node", PASSWORD.toCharArray()),
                "another password".toCharArray(),
                made.getCertificateChain("node"));
        return locked;
    }

    private KeyStore anothersKey(String name, String other) throws Exception {
        KeyStore mixed = KeyStore.getInstance("PKCS12");
        mixed.load(null, null);
        mixed.setKeyEntry(
                "node",
                opened(other).getKey("node", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                opened(name).getCertificateChain("node"));
        return mixed;
    }

    private KeyStore opened(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Files.exists(file) ? file : keytool(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    @Test
    void a_new_pkcs12_file_replaces_the_old_one() throws Exception {
        Path store = keytool("first");
        TlsSettings settings = new TlsSettings.KeyStoreFile(store, PASSWORD);
        try (RunningServer server = new RunningServer(SampleRoutes.all(), http -> http.tls(settings))) {
            Files.move(keytool("second"), store, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(store, FileTime.fromMillis(1_000_000));
            server.lookAtCertificate();

            try (SSLSocket socket = connect(server, "TLSv1.3")) {
                assertThat(subject(socket)).isEqualTo("CN=second");
            }
        }
    }

    private RunningServer server() throws IOException {
        return new RunningServer(SampleRoutes.all(), http -> http.tls(new TlsSettings.PemFiles(chain, key)));
    }

    /// Writes a new certificate and key in PEM; the time tells files apart that are written in one tick.
    private void put(String name, long time) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keytool(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        pem(chain, "CERTIFICATE", store.getCertificate("node").getEncoded(), time);
        pem(key, "PRIVATE KEY", store.getKey("node", PASSWORD.toCharArray()).getEncoded(), time);
    }

    private static void pem(Path file, String kind, byte[] bytes, long time) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + time * 1000));
    }

    private Path keytool(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return store;
    }

    private static SSLSocket connect(RunningServer server, String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnyone()}, null);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
        plain.setSoTimeout(10_000);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", server.port(), true);
        try {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static String subject(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    /// The head of the answer, and its short body read away.
    private static String get(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /v1/echo/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("20}")) {
            int next = socket.getInputStream().read();
            if (next < 0) break;
            text.append((char) next);
        }
        return text.toString();
    }

    /// The certificates are made for one test, so no authority vouches for them.
    private static final class TrustsAnyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
