package attune.http.client;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.PathDecoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// Asks a running node, one request at a time. A refusal comes back as the node's own problem.
public final class ApiClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonLimits ANSWERS = JsonLimits.STANDARD.withBytes(256L * 1024 * 1024);

    private final URI node;
    private final String bearer;
    private final HttpClient client;

    /// @param node   for example `http://127.0.0.1:8080`
    /// @param bearer a key or member token
    public ApiClient(URI node, String bearer) {
        this(node, bearer, HttpClient.newBuilder());
    }

    /// @param authorities PEM certificates that are trusted, and no others: for a node whose certificate comes from
    /// an
    ///                    authority of one's own, or is its own authority
    public ApiClient(URI node, String bearer, Path authorities) {
        this(node, bearer, HttpClient.newBuilder().sslContext(Trust.in(authorities)));
    }

    private ApiClient(URI node, String bearer, HttpClient.Builder client) {
        this.node = node;
        this.bearer = bearer;
        this.client = client.connectTimeout(Duration.ofSeconds(5)).build();
    }

    /// A path with its values percent-encoded: `path("/v1/members/{}/controls", "ada")`.
    public static String path(String template, String... values) {
        String path = template;
        for (String value : values) {
            int hole = path.indexOf("{}");
            if (hole < 0) {
                throw new IllegalArgumentException("More values than {} in " + template);
            }
            path = path.substring(0, hole) + PathDecoding.encode(value) + path.substring(hole + 2);
        }
        return path;
    }

    public JsonObject get(String path) {
        return send(request(path).GET());
    }

    public JsonObject delete(String path) {
        return send(request(path).DELETE());
    }

    public JsonObject post(String path, Consumer<JsonWriter> body) {
        return send(json(path, body, "POST"));
    }

    public JsonObject put(String path, Consumer<JsonWriter> body) {
        return send(json(path, body, "PUT"));
    }

    private HttpRequest.Builder json(String path, Consumer<JsonWriter> body, String method) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JsonWriter.bytes(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer);
    }

    private JsonObject send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = answer.body().length == 0 ? new byte[] {'{', '}'} : answer.body();
            JsonObject json = Json.parseObject(body, ANSWERS);
            if (answer.statusCode() >= 400) {
                throw new ProblemException(problem(json, answer.statusCode()));
            }
            return json;
        } catch (SSLException untrusted) {
            throw new UncheckedIOException(
                    "The certificate of " + node + " is not trusted here: " + untrusted.getMessage()
                            + ". Maybe name a file with its authority, --ca FILE?",
                    untrusted);
        } catch (IOException failure) {
            throw new UncheckedIOException("No answer from " + node + ". Maybe the node is not running?", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for " + node, stopped);
        }
    }

    private static Problem problem(JsonObject json, int status) {
        String type = json.findText("type").orElse("");
        String code = type.substring(type.lastIndexOf(':') + 1);
        ProblemKind kind = new ProblemKind(
                code.matches("[a-z][a-z0-9-]*") ? code : "unknown",
                status,
                json.findText("title").orElse("Refused"));
        String detail = json.findText("detail").orElse("The node answered " + status);
        return new Problem(
                kind,
                detail,
                json.findText("field").orElse(null),
                json.findText("hint").orElse(null));
    }

    @Override
    public void close() {
        client.close();
    }
}
