package attune.app;

import attune.app.api.CountedLog;
import attune.app.api.EventRoutes;
import attune.app.api.ItemRoutes;
import attune.app.api.MemberRoutes;
import attune.app.api.PipelineRoutes;
import attune.app.api.SignedTraces;
import attune.app.api.StatusRoutes;
import attune.app.api.TraceRoutes;
import attune.app.operate.Surroundings;
import attune.feed.api.PostForm;
import attune.feed.api.SlateRoutes;
import attune.feed.api.WhyRoutes;
import attune.feed.stage.Objections;
import attune.feed.stage.SourceTexts;
import attune.feed.why.Explainer;
import attune.http.asset.Assets;
import attune.http.auth.Access;
import attune.http.auth.ApiKey;
import attune.http.auth.ApiKeys;
import attune.http.auth.Doorkeeper;
import attune.http.auth.MemberTokens;
import attune.http.auth.Principal;
import attune.http.auth.Sessions;
import attune.http.auth.Signer;
import attune.http.metric.Metrics;
import attune.http.openapi.OpenApi;
import attune.http.operate.Health;
import attune.http.operate.MetricsRoute;
import attune.http.operate.SessionRoutes;
import attune.http.operate.TokenRoutes;
import attune.http.route.Cursors;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.server.HttpServer;
import attune.member.api.ControlRoutes;
import attune.member.api.WhyNotRoutes;
import attune.networks.wire.WireEvents;
import attune.networks.wire.WireForm;
import attune.privacy.api.ConsentRoutes;
import attune.privacy.api.ErasureRoutes;
import attune.privacy.api.ExportRoutes;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Offers one community over HTTP: the routes of all wings, the console's pages, who may come in, health and metrics.
/// Closing it closes the doors, not the community.
public final class Node implements AutoCloseable {
    private static final String VERSION = "0.1.0";
    /// Most traces that a member's copy lists.
    private static final int LISTED_TRACES = 10_000;

    private final Attune attune;
    private final NodeSettings settings;
    private final Metrics metrics;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final Routes routes;
    private final HttpServer server;

    /// @param real the wall's clock, by which keys and sessions live; a community's own may run faster
    public Node(Attune attune, NodeSettings settings, Surroundings real) {
        this.attune = attune;
        this.settings = settings;

        // Who may come in.
        Signer signer = new Signer(attune.store().secrets().mac("http", new byte[0]));
        keys = ApiKeys.open(settings.keys(), real.random(), real.clock());
        sessions = new Sessions(real.random(), real.clock());
        MemberTokens tokens = new MemberTokens(signer, real.clock());
        Doorkeeper doorkeeper = new Doorkeeper(keys, tokens, sessions);

        // What there is to ask.
        metrics = Metrics.withRuntime();
        CountedLog log = new CountedLog(attune.log(), metrics);
        boolean demo = settings.http().demo();
        boolean secure = settings.http().tls() != null;
        boolean alone = secure || settings.http().openToNetwork();
        Routes offered = community(log, new Cursors(signer), demo)
                .and(new SessionRoutes(sessions, demo, secure).routes())
                .and(new TokenRoutes(tokens).routes())
                .and(new Health(List.of(new Health.Check("log", log::trouble))).routes())
                .and(MetricsRoute.of(metrics, alone ? Access.OPERATOR : Access.PUBLIC));
        routes = offered.and(new OpenApi(VERSION, offered).routes())
                .and(new Assets(Node.class.getClassLoader(), "console").routes());
        server = new HttpServer(settings.http(), routes, doorkeeper, metrics, real.random(), real.tickerNanos());
    }

    private Routes community(EventLog log, Cursors cursors, boolean demo) {
        SharedProjections views = attune.views();
        State state = attune.store().state();
        Directory directory = attune.directory();
        var surfaces = attune.surfaces();
        var clock = attune.surroundings().clock();
        SignedTraces traces = new SignedTraces(cursors);
        WireEvents wire = new WireEvents("api", traces);
        PostForm posts = new PostForm(views, directory);
        Objections objections = new Objections(views.members, views.ties, views.items, views.labels);
        Explainer explainer = new Explainer(
                surfaces.values(), attune.models()::version, new SourceTexts(views.members, views.consents));
        ExportRoutes.Copies copies = new ExportRoutes.Copies(
                new WireForm(directory, traces)::fields,
                traces::reference,
                member -> attune.traces().latest(member, LISTED_TRACES));
        return new EventRoutes(wire, log)
                .routes()
                .and(new MemberRoutes(views, state, directory, wire, log, cursors).routes())
                .and(new ItemRoutes(posts, state, directory, wire, log).routes())
                .and(new SlateRoutes(surfaces, views, state, directory, cursors, traces::reference).routes())
                .and(new WhyRoutes(
                                explainer,
                                reference -> traces.open(reference).flatMap(attune.traces()::find),
                                state,
                                directory)
                        .routes())
                .and(new WhyNotRoutes(
                                surfaces::watch,
                                objections::maySee,
                                state,
                                directory,
                                views.members,
                                surfaces.surfaces())
                        .routes())
                .and(new ControlRoutes(views, state, directory).routes())
                .and(new ConsentRoutes(views.consents, state, directory, log).routes())
                .and(new ExportRoutes(state, directory, log, views.items, clock, copies).routes())
                .and(new ErasureRoutes(attune.store().erasure(), this::withdraw, state, directory, log, cursors, clock)
                        .routes())
                .and(new TraceRoutes(
                                attune.traces(), traces, explainer, posts, state, directory, surfaces.pipelines(), demo)
                        .routes())
                .and(new PipelineRoutes(surfaces.pipelines(), surfaces.values()).routes())
                .and(new StatusRoutes(settings.community(), views, state, log, attune.models(), settings.town(), demo)
                        .routes());
    }

    /// After an erasure: nothing made from the erased member's data is used again.
    private String withdraw() {
        attune.surfaces().forgetSlates();
        boolean learned = attune.models().current().provenance().examples() > 0;
        attune.models().forget();
        return learned
                ? "Models that may have learned from the member were dropped. The untrained one serves until the next"
                        + " training, which reads a log without the member."
                : "Nothing had been learned yet; the untrained model serves.";
    }

    /// Answers one operation on a member in process, for commands; the server need not listen.
    public Response ask(String operation, Principal as, String member) {
        Route route = routes.all().stream()
                .filter(one -> one.operation().equals(operation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No operation is named " + operation + "."));
        return route.handler()
                .answer(Request.to(route).as(as).path("member", member).build());
    }

    /// Starts to listen.
    public void open() {
        server.open();
    }

    public URI address() {
        return server.address();
    }

    /// A link that signs an operator in to the console, once, within fifteen minutes.
    public URI signInLink() {
        return server.address().resolve("/signin?token=" + sessions.invite(Principal.operator("console")));
    }

    /// The first keys, made and told only when there is no key yet.
    public Optional<FirstKeys> firstKeys() {
        if (!keys.all().isEmpty()) return Optional.empty();
        return Optional.of(new FirstKeys(
                keys.mint(ApiKey.Scope.OPERATOR, "first operator").bearer(),
                keys.mint(ApiKey.Scope.BACKEND, "first backend").bearer()));
    }

    /// @param operator runs the platform; `backend` speaks for members, as the network's own server
    public record FirstKeys(String operator, String backend) {}

    /// All routes offered, for tests that hold answers to what was published.
    Routes routes() {
        return routes;
    }

    public ApiKeys keys() {
        return keys;
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
