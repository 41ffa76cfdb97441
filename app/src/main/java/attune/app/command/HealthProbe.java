package attune.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Asks a node on this machine whether it is ready, and ends with 0 or 1: what a container's health check starts, so it
/// needs no library and no shell. The port is its one argument, or else in `ATTUNE_HEALTH_PORT`, for whoever runs an
/// image cannot change the command in it. A node that does not answer in plain HTTP is asked by TLS.
public final class HealthProbe {
    private static final int PATIENCE_MILLIS = 5_000;

    private HealthProbe() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        String told = System.getenv().getOrDefault("ATTUNE_HEALTH_PORT", "8080");
        System.exit(ready(Integer.parseInt(arguments.length == 0 ? told : arguments[0])) ? 0 : 1);
    }

    static boolean ready(int port) {
        String answer = asked(port, false);
        return (answer.startsWith("HTTP/") ? answer : asked(port, true)).equals("HTTP/1.1 200");
    }

    /// The beginning of the answer; empty when there is none.
    private static String asked(int port, boolean byTls) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (Socket socket = byTls ? secured(plain, port) : plain) {
                String request =
                        "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            }
        } catch (IOException | GeneralSecurityException unreachable) {
            return "";
        }
    }

    private static Socket secured(Socket plain, int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsThisMachine()}, null);
        return context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    }

    /// The certificate names a host of the network's, and the question never leaves the machine.
    private static final class TrustsThisMachine implements X509TrustManager {
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
