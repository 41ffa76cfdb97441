package attune.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// A few requests to a node that nobody else asks, so that the classes a start needs have all been used once: what the
/// launcher then keeps ready is the whole of it.
final class Rehearsal {
    private static final List<String> PATHS =
            List.of("/health/ready", "/health/live", "/v1/openapi.json", "/v1/status", "/", "/favicon.svg", "/absent");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rehearsal() {}

    static void of(URI node) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : PATHS) {
                HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                        .timeout(PATIENCE)
                        .build();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status >= 500) throw new IOException(path + " was answered " + status + " in the rehearsal.");
            }
        }
    }
}
