package attune.http.server;

import attune.http.account.Accounts;
import attune.http.account.SignIn;
import attune.http.auth.Access;
import attune.http.auth.ApiKeys;
import attune.http.auth.Doorkeeper;
import attune.http.auth.MemberTokens;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.auth.Sessions;
import attune.http.auth.Signer;
import attune.http.metric.Metrics;
import attune.http.operate.SessionRoutes;
import attune.http.operate.TokenRoutes;
import attune.http.route.Routes;
import attune.http.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A real server on a free loopback port, with a key of each scope, and ways to talk to it.
final class RunningServer implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    final Metrics metrics = new Metrics();
    final Sessions sessions;
    final MemberTokens tokens;
    final String operatorKey;
    final String backendKey;

    RunningServer(Routes routes) throws IOException {
        this(routes, settings -> settings);
    }

    RunningServer(Routes routes, UnaryOperator<HttpSettings> change) throws IOException {
        this(routes, change, false, System::nanoTime);
    }

    static RunningServer demo(Routes routes) throws IOException {
        return new RunningServer(routes, settings -> settings, true, System::nanoTime);
    }

    RunningServer(Routes routes, UnaryOperator<HttpSettings> change, boolean demo, LongSupplier ticker)
            throws IOException {
        SecureRandom random = new SecureRandom();
        folder = Files.createTempDirectory("attune-http");
        ApiKeys keys = ApiKeys.open(folder.resolve("keys.json"), random, InstantSource.system());
        operatorKey = keys.mint(Role.OPERATOR, "operator").bearer();
        backendKey = keys.mint(Role.BACKEND, "backend").bearer();
        sessions = new Sessions(random, InstantSource.system());
        tokens = new MemberTokens(new Signer(new byte[32]), InstantSource.system());
        HttpSettings settings = change.apply(HttpSettings.local(0));
        SignIn door = new SignIn(
                "Village", accounts(folder, random), sessions, (_, _, _, _) -> {}, metrics, InstantSource.system());
        Routes all = routes.and(
                        new SessionRoutes(Optional.of(door), List.of(door), false, demo, settings.cookies()).routes())
                .and(new TokenRoutes(tokens).routes());
        Doorkeeper doorkeeper = new Doorkeeper(keys, tokens, sessions);
        Site site = new Site("Village", all, doorkeeper, this::witness, metrics, demo);
        server = new HttpServer(settings, open(all), List.of(site), metrics, Telemetry.OFF, random, ticker);
        server.open();
    }

    /// What staff saw of members, or the failure to record it.
    final List<String> witnessed = new CopyOnWriteArrayList<>();

    volatile boolean blind;

    private void witness(Principal who, String action, @Nullable String member, Map<String, String> details) {
        if (blind) throw new IllegalStateException("The ledger is full");
        witnessed.add(action + " " + member + " " + details.get("operation"));
    }

    private static Accounts accounts(Path folder, SecureRandom random) {
        Signer signer = new Signer(new byte[32]);
        return Accounts.open(folder.resolve("accounts.json"), "Village", signer, random, InstantSource.system());
    }

    private static Routes open(Routes all) {
        return new Routes(all.all().stream()
                .filter(route -> route.access() == Access.PUBLIC)
                .toList());
    }

    void lookAtConnections() {
        server.lookAtConnections();
    }

    void lookAtCertificate() {
        server.lookAtCertificate();
    }

    URI address() {
        return server.address();
    }

    int port() {
        return server.port();
    }

    String memberToken(String member) {
        return tokens.mint(member, Duration.ofMinutes(5)).bearer();
    }

    String signInLink() {
        return sessions.invite(Principal.operator("console"));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(10));
    }

    HttpRequest.Builder request(String path, String bearer) {
        return request(path).header("Authorization", "Bearer " + bearer);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Sends bytes as they are and reads until the server closes.
    String raw(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String rawGet(String target, String... headers) throws IOException {
        String extra = headers.length == 0 ? "Host: localhost\r\n" : "";
        return raw("GET " + target + " HTTP/1.1\r\n" + extra + String.join("", headers) + "Connection: close\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        server.close();
        client.close();
        metrics.close();
        Files.deleteIfExists(folder.resolve("keys.json"));
        Files.delete(folder);
    }
}
