package attune.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks a node on this machine whether it is ready, and ends with 0 or 1: what a container's health check starts, so it
/// needs no library and no shell. Its one argument is the port.
public final class HealthProbe {
    private static final int PATIENCE_MILLIS = 5_000;

    private HealthProbe() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        System.exit(ready(arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    static boolean ready(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException unreachable) {
            return false;
        }
    }
}
