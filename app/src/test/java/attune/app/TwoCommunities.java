package attune.app;

import attune.app.operate.Surroundings;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.server.HttpSettings;
import attune.http.server.Site;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One node with two communities whose members are called alike, and whose texts, names and secrets each contain a word
/// that occurs nowhere else: where the word turns up, its community does.
final class TwoCommunities implements AutoCloseable {
    /// One community and everything that somebody who belongs to it may hold.
    static final class Side {
        final String word;
        final Attune attune;
        final Community community;
        private final Map<Role, String> keys = new EnumMap<>(Role.class);

        private Side(String word, Path folder) {
            this.word = word;
            var clock = new SteppingClock(RunningNode.START.toEpochMilli());
            attune = Attune.open(
                    folder,
                    new Surroundings(clock, System::nanoTime, new SecureRandom()),
                    EmbeddedStore.Progress.SILENT);
            community = new Community(attune, CommunitySettings.of("The " + word, folder), Surroundings.real());
            for (Role role : Role.values()) {
                if (role.kind() == Role.Kind.MEMBER) continue;
                keys.put(role, community.keys().mint(role, "matrix").bearer());
            }
        }

        /// Where a text of this member's own, which nobody else may see, contains it.
        String secretOf(String member) {
            return word + "-secret-of-" + member;
        }

        String key(Role role) {
            return keys.getOrDefault(role, "");
        }

        /// Signs somebody in to the console, with an account of their own.
        String session(Role role) {
            String name = role.word() + "-person";
            if (community.door().accounts().find(name).isEmpty()) {
                community.door().accounts().invite(name, role);
            }
            return community.door().sessions().open(new Principal.Staff(role, name));
        }
    }

    /// What the node answered.
    record Answer(int status, String text) {
        JsonObject json() {
            return Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.STANDARD);
        }
    }

    /// What proves who asks: a key or token, or else a session's cookie, or nothing.
    record Proof(String bearer, String session) {
        static final Proof NONE = new Proof("", "");

        static Proof bearer(String bearer) {
            return new Proof(bearer, "");
        }

        static Proof session(String session) {
            return new Proof("", session);
        }
    }

    final Side home;
    final Side away;
    final Node node;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, AtomicLong> answered = new ConcurrentHashMap<>();

    private TwoCommunities(Path folder, UnaryOperator<Site> change) {
        home = new Side("zircon", folder.resolve("home"));
        away = new Side("quartz", folder.resolve("away"));
        // As if others could reach it: then figures need a key, too.
        HttpSettings http = HttpSettings.local(0).openToNetwork(true);
        node = new Node(
                http,
                List.of(home.community, away.community),
                Surroundings.real(),
                site -> counted(change.apply(site)));
        node.open();
        settle(home);
        settle(away);
    }

    static TwoCommunities open(Path folder) {
        return new TwoCommunities(folder, UnaryOperator.identity());
    }

    /// With a hole.
    static TwoCommunities planted(Path folder, UnaryOperator<Site> change) {
        return new TwoCommunities(folder, change);
    }

    /// The same site, whose handlers tell that they were reached.
    private Site counted(Site site) {
        List<Route> routes = site.routes().all().stream().map(this::counted).toList();
        return new Site(
                site.name(), new Routes(routes), site.doorkeeper(), site.witness(), site.metrics(), site.demo());
    }

    private Route counted(Route route) {
        AtomicLong count = answered.computeIfAbsent(route.operation(), _ -> new AtomicLong());
        return new Route(
                route.method(),
                route.template(),
                route.operation(),
                route.summary(),
                route.description(),
                route.tag(),
                route.access(),
                route.query(),
                route.body(),
                route.lines(),
                route.answer(),
                route.answerType(),
                route.status(),
                route.fails(),
                route.bodyLimit(),
                route.urgent(),
                route.bulky(),
                route.personal(),
                route.listed(),
                request -> {
                    count.incrementAndGet();
                    return route.handler().answer(request);
                });
    }

    /// How often the handler of an operation was reached by somebody of either community.
    long answered(String operation) {
        return answered.getOrDefault(operation, new AtomicLong()).get();
    }

    private void settle(Side side) {
        for (String member : List.of("ada", "bob", "eve")) {
            String secret = side.secretOf(member);
            tell(
                    side,
                    Village.joined(member, side.word + " " + member),
                    Village.consent(member),
                    Village.post(member, member + "-open", side.word + " for everybody"),
                    Village.post(member, member + "-closed", secret, ",\"audience\":\"me\""),
                    Village.mutedWord(member, secret),
                    "{\"type\":\"searched\",\"member\":\"" + member + "\",\"query\":\"" + secret + "\"}",
                    "{\"type\":\"control.set\",\"member\":\"" + member + "\",\"control\":\"theme\",\"value\":\""
                            + secret + "\"}");
        }
        tell(side, Village.tie("followed", "bob", "ada"), Village.tie("followed", "eve", "ada"));
        side.community.door().accounts().invite("casey", Role.ADVERTISER);
        side.attune.store().blobs().flush();
    }

    void tell(Side side, String... events) {
        Answer answer = send(
                Proof.bearer(side.key(Role.BACKEND)),
                "POST",
                "/v1/events",
                "{\"events\":[" + String.join(",", events) + "]}");
        if (answer.status != 200 || answer.text.contains("rejected")) throw new AssertionError(answer.text);
    }

    String token(Side side, String member) {
        Answer minted = send(Proof.bearer(side.key(Role.BACKEND)), "POST", "/v1/members/" + member + "/tokens", "{}");
        return minted.json().text("token");
    }

    /// A run's name, made by asking for the member's home.
    String trace(Side side, String member) {
        long before = side.attune.log().head();
        String trace = send(Proof.bearer(side.key(Role.BACKEND)), "GET", "/v1/members/" + member + "/slates/home", null)
                .json()
                .text("trace");
        // That it was served is written after the answer; whoever counts what is written waits for it.
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (side.attune.log().head() == before && System.nanoTime() < giveUp) Thread.onSpinWait();
        return trace;
    }

    Answer send(Proof proof, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Attune-Console", "1")
                .header("Origin", node.address().toString())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        if (!proof.bearer.isEmpty()) request.header("Authorization", "Bearer " + proof.bearer);
        if (!proof.session.isEmpty()) request.header("Cookie", "__Host-attune-session=" + proof.session);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
        node.close();
        home.attune.close();
        away.attune.close();
    }
}
