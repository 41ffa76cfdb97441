package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.operate.Surroundings;
import attune.http.auth.Role;
import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.oidc.OidcSettings;
import attune.http.server.HttpSettings;
import attune.store.embedded.EmbeddedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signs in with a real identity provider, which runs beside on loopback: the npm package oidc-provider, from
/// the folder that `ATTUNE_OIDC` names.
@Tag("access")
@Timeout(120)
class ElsewhereLaneTest {
    @TempDir
    Path folder;

    private Process provider;
    private int providerPort;
    private URI callback;
    private Attune attune;
    private Node node;

    @BeforeEach
    void open() throws IOException {
        int port = freePort();
        callback = URI.create("http://127.0.0.1:" + port + "/signin/return");
        startProvider(0, "everybody,trust");
        attune = Attune.open(folder.resolve("village"), Surroundings.real(), EmbeddedStore.Progress.SILENT);
        OidcSettings oidc = new OidcSettings(
                URI.create("http://127.0.0.1:" + providerPort),
                "attune",
                "a-secret-of-the-lane",
                callback,
                "groups",
                Map.of("trust", Role.MODERATOR));
        CommunitySettings settings =
                CommunitySettings.of("Village", folder.resolve("village")).elsewhere(Optional.of(oidc));
        node = new Node(
                HttpSettings.local(port), new Community(attune, settings, Surroundings.real()), Surroundings.real());
        node.open();
    }

    @AfterEach
    void close() {
        node.close();
        attune.close();
        provider.destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void startProvider(int port, String groups) throws IOException {
        Path script = folder.resolve("provider.mjs");
        try (var in = ElsewhereLaneTest.class.getResourceAsStream("/access/provider.mjs")) {
            if (in == null) throw new AssertionError("There is no access/provider.mjs.");
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        String packages = System.getenv("ATTUNE_OIDC");
        assertThat(packages)
                .as("the folder of oidc-provider; ./attune test --lane access sets it up")
                .isNotNull();
        provider = new ProcessBuilder(
                        "node", script.toString(), packages, Integer.toString(port), callback.toString(), groups)
                .redirectError(folder.resolve("provider.log").toFile())
                .start();
        BufferedReader lines = provider.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("port ")) continue;
            providerPort = Integer.parseInt(line.substring(5));
            return;
        }
        throw new AssertionError(Files.readString(folder.resolve("provider.log")));
    }

    /// A browser with nothing in it. Its cookies are our own doing, because the JDK's cookie manager writes
    /// them as a standard wished that no browser follows.
    private static final class Browser {
        private final HttpClient client = HttpClient.newHttpClient();
        private final Map<String, String> cookies = new LinkedHashMap<>();

        HttpResponse<String> go(URI address) throws IOException, InterruptedException {
            String held = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
            if (!held.isEmpty()) request.header("Cookie", held);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String set : answer.headers().allValues("Set-Cookie")) {
                String pair = set.split(";")[0];
                int equals = pair.indexOf('=');
                cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            return answer;
        }
    }

    /// Goes where each answer sends the browser, until one stays.
    private HttpResponse<String> follow(Browser browser) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.go(node.address().resolve("/signin/elsewhere"));
        for (int step = 0; step < 12 && answer.statusCode() / 100 == 3; step++) {
            answer = browser.go(
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        return answer;
    }

    private JsonObject session(Browser browser) throws IOException, InterruptedException {
        return Json.parseObject(
                browser.go(node.address().resolve("/v1/session")).body());
    }

    @Test
    void person_signs_in_at_the_provider_and_comes_back_in_their_role() throws Exception {
        Browser browser = new Browser();
        assertThat(session(browser).truth("elsewhere")).isTrue();

        HttpResponse<String> end = follow(browser);

        assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
        assertThat(end.uri().getPath()).isEqualTo("/");
        assertThat(session(browser).text("role")).isEqualTo("moderator");
        assertThat(browser.go(node.address().resolve("/v1/keys")).statusCode())
                .as("no operator")
                .isEqualTo(403);
    }

    @Test
    void provider_may_change_its_keys() throws Exception {
        Browser before = new Browser();
        Browser after = new Browser();
        assertThat(follow(before).statusCode()).isEqualTo(200);
        provider.destroy();
        provider.waitFor();
        startProvider(providerPort, "trust");

        assertThat(follow(after).statusCode()).isEqualTo(200);

        assertThat(session(after).text("role")).isEqualTo("moderator");
    }

    @Test
    void person_without_a_role_here_stays_outside() throws Exception {
        provider.destroy();
        provider.waitFor();
        startProvider(providerPort, "everybody,operator");
        Browser browser = new Browser();
        HttpResponse<String> end = follow(browser);

        assertThat(end.statusCode()).isEqualTo(401);
        assertThat(session(browser).findText("role")).isEmpty();
    }

    @Test
    void answer_that_another_browser_brings_or_that_comes_again_is_refused() throws Exception {
        Browser browser = new Browser();
        Browser stranger = new Browser();
        URI next = node.address().resolve("/signin/elsewhere");
        while (!next.toString().startsWith(callback.toString())) {
            next = next.resolve(
                    browser.go(next).headers().firstValue("Location").orElseThrow());
        }

        assertThat(stranger.go(next).statusCode()).as("another browser").isEqualTo(401);
        assertThat(browser.go(next).statusCode())
                .as("the journey ended when the stranger tried it")
                .isEqualTo(401);
    }
}
