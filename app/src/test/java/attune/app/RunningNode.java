package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.config.Budget;
import attune.app.operate.Surroundings;
import attune.http.auth.Role;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.route.Method;
import attune.http.route.RouteTable;
import attune.http.schema.Schema;
import attune.http.server.HttpSettings;
import attune.http.telemetry.Telemetry;
import attune.store.embedded.EmbeddedStore;
import attune.testkit.sample.SteppingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node on a free port over a community in a folder of its own, and a client that holds every answer to the schema
/// its route publishes.
final class RunningNode implements AutoCloseable {
    static final Instant START = Instant.parse("2026-05-04T08:00:00Z");

    final SteppingClock clock = new SteppingClock(START.toEpochMilli());
    final Attune attune;
    final Community community;
    final Node node;
    final String operator;
    final String backend;
    private final RouteTable table;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningNode(Path folder, boolean demo, Budget budget, Telemetry telemetry, HttpSettings http) {
        Surroundings real = Surroundings.real().telling(telemetry);
        Surroundings surroundings =
                new Surroundings(clock, System::nanoTime, new SecureRandom(), telemetry.of("Village"));
        attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT);
        CommunitySettings settings = CommunitySettings.of("Village", folder).within(budget);
        community = new Community(attune, demo ? settings.demo(Optional::empty) : settings, real);
        node = new Node(http, community, real);
        node.open();
        operator = community.keys().mint(Role.OPERATOR, "test").bearer();
        backend = community.keys().mint(Role.BACKEND, "test").bearer();
        table = new RouteTable(node.routes());
    }

    static RunningNode open(Path folder) {
        return new RunningNode(folder, false, Budget.USUAL, Telemetry.OFF, HttpSettings.local(0));
    }

    static RunningNode within(Path folder, Budget budget) {
        return new RunningNode(folder, false, budget, Telemetry.OFF, HttpSettings.local(0));
    }

    static RunningNode demo(Path folder) {
        return new RunningNode(folder, true, Budget.USUAL, Telemetry.OFF, HttpSettings.local(0));
    }

    static RunningNode telling(Path folder, Telemetry telemetry) {
        return new RunningNode(folder, false, Budget.USUAL, telemetry, HttpSettings.local(0));
    }

    /// On a loopback address, behind a proxy of the same machine that ends TLS for others.
    static RunningNode proxied(Path folder) {
        return new RunningNode(
                folder,
                false,
                Budget.USUAL,
                Telemetry.OFF,
                HttpSettings.local(0).named(Set.of("feed.example")));
    }

    /// What the node answered.
    record Answer(int status, String text, HttpResponse<byte[]> raw) {
        JsonObject json() {
            return Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.STANDARD.withBytes(1 << 28));
        }

        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    Answer get(String bearer, String path) {
        return send(bearer, "GET", path, "application/json", null);
    }

    /// Asks as nobody, within a caller's own trace.
    void traced(String traceparent, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .header("traceparent", traceparent)
                .build();
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Answer put(String bearer, String path, String body) {
        return send(bearer, "PUT", path, "application/json", body);
    }

    Answer delete(String bearer, String path) {
        return send(bearer, "DELETE", path, "application/json", null);
    }

    Answer post(String bearer, String path, String body) {
        return send(bearer, "POST", path, "application/json", body);
    }

    /// @param bearer empty for nobody
    Answer send(String bearer, String method, String path, String mediaType, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", mediaType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) request.header("Authorization", "Bearer " + bearer);
        try {
            HttpResponse<byte[]> raw = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(raw.statusCode(), new String(raw.body(), StandardCharsets.UTF_8), raw);
            if (answer.status < 300) asPublished(method, path, answer);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void asPublished(String method, String path, Answer answer) {
        String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        if (!(table.find(Method.valueOf(method), bare) instanceof RouteTable.Found(var route, var _))) return;
        Schema published = route.answer();
        if (published != null) published.check(answer.json());
    }

    /// Tells events as the network's server; all must be accepted.
    void tell(String... events) {
        Answer answer = post(backend, "/v1/events", "{\"events\":[" + String.join(",", events) + "]}")
                .is(200);
        assertThat(answer.text()).doesNotContain("rejected");
    }

    String token(String member) {
        return post(backend, "/v1/members/" + member + "/tokens", "{}")
                .is(201)
                .json()
                .text("token");
    }

    JsonObject slate(String member) {
        return get(backend, "/v1/members/" + member + "/slates/home").is(200).json();
    }

    List<String> shown(String member) {
        return items(slate(member));
    }

    static List<String> items(JsonObject slate) {
        return slate.objects("entries").stream()
                .map(entry -> entry.text("item"))
                .toList();
    }

    static JsonObject entry(JsonObject slate, String item) {
        return slate.objects("entries").stream()
                .filter(entry -> entry.text("item").equals(item))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + item + " in " + items(slate)));
    }

    @Override
    public void close() {
        client.close();
        node.close();
        attune.close();
    }
}
