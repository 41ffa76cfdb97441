package attune.app;

import attune.app.operate.Surroundings;
import attune.http.account.SignIn;
import attune.http.asset.Assets;
import attune.http.auth.Access;
import attune.http.auth.Principal;
import attune.http.metric.Metrics;
import attune.http.oidc.Elsewhere;
import attune.http.openapi.OpenApi;
import attune.http.operate.ElsewhereRoutes;
import attune.http.operate.Health;
import attune.http.operate.MetricsRoute;
import attune.http.operate.SessionRoutes;
import attune.http.route.Routes;
import attune.http.server.HttpServer;
import attune.http.server.HttpSettings;
import attune.http.server.Site;
import attune.http.telemetry.Telemetry;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Owns the port and offers one or more communities over it: health, figures, the API's description, sign-in and the
/// console's pages are the node's; all else is asked of the community whose proof a request shows. Closing it closes
/// the doors, not the communities.
public final class Node implements AutoCloseable {
    public static final String VERSION = "0.1.0";

    private final List<Community> communities;
    private final Metrics metrics;
    private final Routes routes;
    private final HttpServer server;
    private volatile boolean stopping;

    /// @param communities one or more, of different names
    public Node(HttpSettings http, List<Community> communities, Surroundings real) {
        this(http, communities, real, UnaryOperator.identity());
    }

    /// @param change what to do to each site before it is served: for tests that plant a hole and see it found
    Node(HttpSettings http, List<Community> communities, Surroundings real, UnaryOperator<Site> change) {
        this.communities = List.copyOf(communities);
        checkDifferent(communities);
        Community first = communities.getFirst();
        boolean alone = communities.size() == 1;

        // A lone community's figures and the process's own are one page; several communities do not see each other's.
        metrics = alone ? first.metrics() : new Metrics();
        metrics.watchRuntime();
        watch(real.telemetry());

        // What is the node's, and the same whoever asks.
        Access figures = http.reachedByOthers() ? Access.FIGURES : Access.PUBLIC;
        Routes plain = new Health(checks()).routes().and(new Assets(Node.class.getClassLoader(), "console").routes());
        Map<String, Elsewhere> elsewhere = new LinkedHashMap<>();
        for (Community community : communities) {
            community
                    .elsewhere()
                    .ifPresent(one -> elsewhere.put(community.name().toLowerCase(Locale.ROOT), one));
        }
        List<SignIn> doors = communities.stream().map(Community::door).toList();

        // What is the node's, and tells of the community that asks; nobody's is for who shows no proof.
        boolean demo = alone && first.settings().demo();
        Routes nobodys = new SessionRoutes(Optional.empty(), doors, !elsewhere.isEmpty(), demo, http.cookies())
                .routes()
                .and(MetricsRoute.of(metrics, figures));
        OpenApi description = new OpenApi(VERSION, first.routes().and(nobodys).and(plain));
        Routes shared = plain.and(description.routes())
                .and(new ElsewhereRoutes(
                                elsewhere,
                                session -> doors.forEach(door -> door.sessions().end(session)),
                                http.cookies())
                        .routes());

        routes = first.routes().and(nobodys).and(shared);
        server = new HttpServer(
                http,
                nobodys.and(shared),
                communities.stream()
                        .map(community -> community.site(new SessionRoutes(
                                        Optional.of(community.door()),
                                        doors,
                                        !elsewhere.isEmpty(),
                                        community.settings().demo(),
                                        http.cookies())
                                .routes()
                                .and(MetricsRoute.of(community.metrics(), figures))
                                .and(shared)))
                        .map(change)
                        .toList(),
                metrics,
                real.telemetry(),
                real.random(),
                real.tickerNanos());
    }

    /// One community alone.
    public Node(HttpSettings http, Community community, Surroundings real) {
        this(http, List.of(community), real);
    }

    private void watch(Telemetry telemetry) {
        String help = "Spans for the collector, by whether it took them.";
        metrics.count("attune.telemetry.spans", help, () -> telemetry.standing().sent(), "outcome", "sent");
        metrics.count("attune.telemetry.spans", help, () -> telemetry.standing().lost(), "outcome", "lost");
    }

    private static void checkDifferent(List<Community> communities) {
        Set<String> names = new HashSet<>();
        Set<String> seals = new HashSet<>();
        for (Community community : communities) {
            if (!names.add(community.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "Two communities are called \"" + community.name() + "\". Give each a name of its own.");
            }
            if (!seals.add(community.seal())) {
                throw new IllegalArgumentException("The folder of \"" + community.name()
                        + "\" is a copy of another community's: their keys open both. Serve one of them, or on two"
                        + " nodes.");
            }
        }
    }

    /// One check a name, for who asks need not know how many communities there are; the first trouble is told.
    private List<Health.Check> checks() {
        Map<String, List<Supplier<Optional<String>>>> byName = new LinkedHashMap<>();
        byName.put("stopping", List.of(() -> stopping ? Optional.of("The node is stopping.") : Optional.empty()));
        for (Community community : communities) {
            for (Health.Check check : community.checks()) {
                byName.computeIfAbsent(check.name(), _ -> new ArrayList<>()).add(check.trouble());
            }
        }
        return byName.entrySet().stream()
                .map(named -> new Health.Check(
                        named.getKey(),
                        () -> named.getValue().stream()
                                .flatMap(trouble -> trouble.get().stream())
                                .findFirst()))
                .toList();
    }

    /// Starts to listen.
    public void open() {
        server.open();
    }

    /// Says to whoever asks for readiness that no more should be sent here, while everything is still answered.
    public void drain() {
        stopping = true;
    }

    public URI address() {
        return server.address();
    }

    public List<Community> communities() {
        return communities;
    }

    /// A link that signs an operator in to the console, once, within fifteen minutes.
    public URI signInLink(Community community) {
        return server.address()
                .resolve("/signin?token=" + community.door().sessions().invite(Principal.operator("link:console")));
    }

    /// All routes offered, for tests that hold answers to what was published.
    Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        drain();
        server.close();
        metrics.close();
        communities.forEach(community -> {
            community.elsewhere().ifPresent(Elsewhere::close);
            community.metrics().close();
        });
    }
}
