package attune.app;

import attune.app.api.BudgetedLog;
import attune.app.api.CountedLog;
import attune.app.api.EventRoutes;
import attune.app.api.ItemRoutes;
import attune.app.api.LedgerRoutes;
import attune.app.api.LedgerWitness;
import attune.app.api.MemberRoutes;
import attune.app.api.NodeRoutes;
import attune.app.api.OwnQuarantineRoutes;
import attune.app.api.PipelineRoutes;
import attune.app.api.QuarantineRoutes;
import attune.app.api.SignedTraces;
import attune.app.api.StatusRoutes;
import attune.app.api.TraceRoutes;
import attune.app.operate.BudgetWatch;
import attune.app.operate.Disk;
import attune.app.operate.Duties;
import attune.app.operate.EventRate;
import attune.app.operate.HeapUse;
import attune.app.operate.NodeFacts;
import attune.app.operate.StoreTimes;
import attune.app.operate.Surroundings;
import attune.feed.api.PostForm;
import attune.feed.api.SlateRoutes;
import attune.feed.api.WhyRoutes;
import attune.feed.stage.Objections;
import attune.feed.stage.SourceTexts;
import attune.feed.why.Explainer;
import attune.http.account.Accounts;
import attune.http.account.SignIn;
import attune.http.auth.ApiKeys;
import attune.http.auth.Doorkeeper;
import attune.http.auth.MemberTokens;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.auth.Sessions;
import attune.http.auth.Signer;
import attune.http.auth.Witness;
import attune.http.metric.Metrics;
import attune.http.oidc.Elsewhere;
import attune.http.operate.AccountRoutes;
import attune.http.operate.Health;
import attune.http.operate.KeyRoutes;
import attune.http.operate.TokenRoutes;
import attune.http.route.Cursors;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.server.Site;
import attune.member.api.ControlRoutes;
import attune.member.api.WhyNotRoutes;
import attune.networks.wire.WireEvents;
import attune.networks.wire.WireForm;
import attune.privacy.api.ConsentRoutes;
import attune.privacy.api.ErasureRoutes;
import attune.privacy.api.ExportPlaces;
import attune.privacy.api.ExportRoutes;
import attune.privacy.api.HoldRoutes;
import attune.store.log.Directory;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// One community as the web meets it: its routes, its keys and sessions, its figures. What proves somebody to this
/// community proves nothing to another, also on the same node.
public final class Community {
    private final Attune attune;
    private final CommunitySettings settings;
    private final Metrics metrics;
    private final CountedLog log;
    private final BudgetWatch budget;
    private final Signer signer;
    private final ApiKeys keys;
    private final MemberTokens tokens;
    private final SignIn door;
    private final Optional<Elsewhere> elsewhere;
    private final Witness witness;
    private final Routes routes;

    /// @param real the wall's clock, by which keys and sessions live; a community's own may run faster
    public Community(Attune attune, CommunitySettings settings, Surroundings real) {
        this.attune = attune;
        this.settings = settings;
        this.metrics = new Metrics(settings.name());
        attune.store().keepTimes(new StoreTimes(metrics, attune.surroundings()));

        // Who may come in.
        signer = signer(attune);
        keys = ApiKeys.open(settings.keys(), real.random(), real.clock());
        tokens = new MemberTokens(signer, real.clock());
        Sessions sessions = new Sessions(real.random(), real.clock());
        Accounts accounts = Accounts.open(
                settings.accounts(), settings.name(), signer.derive("accounts"), real.random(), real.clock());
        witness = new LedgerWitness(attune.store().ledger(), attune.store().state(), attune.directory(), real.clock());
        door = new SignIn(settings.name(), accounts, sessions, witness, metrics, real.clock());
        elsewhere = settings.oidc()
                .map(oidc -> new Elsewhere(
                        oidc, who -> door.open(who, SignIn.Way.ELSEWHERE).session(), real.random(), real.clock()));

        // What there is to ask.
        EventRate rate = new EventRate(real.tickerNanos());
        log = new CountedLog(attune.log(), metrics, rate, real.tickerNanos());
        Disk disk = new Disk(settings.folder());
        budget = new BudgetWatch(
                settings.budget(),
                () -> held(disk),
                disk::freeBytes,
                attune::heapBytes,
                HeapUse::share,
                real.tickerNanos());
        metrics.gauge("attune.disk.used", "Bytes that the community's folder holds.", () -> held(disk));
        metrics.gauge("attune.disk.free", "Bytes left on the community's disk.", disk::freeBytes);
        tellBudget("disk", () -> budget.use().usedBytes(), settings.budget().diskBytes());
        tellBudget("memory", () -> budget.use().memoryBytes(), settings.budget().memoryBytes());
        metrics.gauge("attune.heap.share", "Share of the heap in use after a collection.", HeapUse::share);
        metrics.gauge(
                "attune.budget.over",
                "1 while new facts are refused because the community is over its budget.",
                () -> budget.trouble().isPresent() ? 1 : 0);
        metrics.gauge(
                "attune.events.rate",
                "Events a second that came in by the API, over a minute.",
                () -> rate.perSecond(1));
        routes = offered(new Cursors(signer), settings.demo(), real).and(new NodeRoutes(facts(rate, real)).routes());
        tellKept(disk, real.clock());
        tellQuarantines();
    }

    private void tellBudget(String of, LongSupplier used, long limit) {
        metrics.gauge("attune.budget.used", "Bytes the community takes of a budget.", used::getAsLong, "of", of);
        metrics.gauge("attune.budget.limit", "Bytes the community may take of a budget.", () -> limit, "of", of);
    }

    private static long held(Disk disk) {
        return disk.parts().stream().mapToLong(Disk.Part::bytes).sum();
    }

    /// Opens references to traces as this community's slates name them.
    public static SignedTraces traces(Attune attune) {
        return new SignedTraces(new Cursors(signer(attune)));
    }

    private static Signer signer(Attune attune) {
        return new Signer(attune.store().secrets().mac("http", new byte[0]));
    }

    private Routes offered(Cursors cursors, boolean demo, Surroundings real) {
        SharedProjections views = attune.views();
        State state = attune.store().state();
        Directory directory = attune.directory();
        var surfaces = attune.surfaces();
        var clock = attune.surroundings().clock();
        SignedTraces traces = new SignedTraces(cursors);
        BudgetedLog facts = new BudgetedLog(log, budget, metrics);
        WireEvents wire = new WireEvents("api", traces);
        PostForm posts = new PostForm(views, directory);
        Objections objections = new Objections(views.members, views.ties, views.items, views.labels);
        Explainer explainer = new Explainer(
                surfaces.values(), attune.models()::version, new SourceTexts(views.members, views.consents));
        TraceRoutes runs = new TraceRoutes(
                attune.traces(), traces, explainer, posts, state, directory, surfaces.pipelines(), demo);
        ErasureRoutes erasures = new ErasureRoutes(
                attune.erasures(),
                state,
                directory,
                attune.store().keys(),
                attune.store().ledger(),
                cursors);
        ExportRoutes.Copies copies = new ExportRoutes.Copies(
                new WireForm(directory, traces)::fields, traces::reference, attune.traces()::each, runs::copy);
        return new EventRoutes(wire, facts)
                .routes()
                .and(new MemberRoutes(views, state, directory, wire, facts, cursors).routes())
                .and(new ItemRoutes(posts, state, directory, wire, facts).routes())
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
                .and(new ExportRoutes(
                                state,
                                directory,
                                log,
                                views.items,
                                clock,
                                attune.store().ledger(),
                                new ExportPlaces(real.tickerNanos()),
                                copies)
                        .routes())
                .and(erasures.routes())
                .and(new HoldRoutes(attune.erasures(), erasures, views.holds, state, directory, clock).routes())
                .and(runs.routes())
                .and(new PipelineRoutes(surfaces.pipelines(), surfaces.values()).routes())
                .and(new StatusRoutes(settings.name(), views, state, log, attune.models(), settings.town(), demo)
                        .routes())
                .and(new LedgerRoutes(attune.store().ledger()).routes())
                .and(new TokenRoutes(tokens).routes())
                .and(new QuarantineRoutes(views, state, directory, log, cursors, attune.sentry(), witness).routes())
                .and(new OwnQuarantineRoutes(views, state, directory, log).routes())
                .and(new KeyRoutes(keys, witness, real.clock()).routes())
                .and(new AccountRoutes(door, witness).routes());
    }

    private NodeFacts facts(EventRate rate, Surroundings real) {
        Duties duties = new Duties(
                attune.erasures(),
                attune.store().ledger(),
                attune.placements(),
                attune.store().path(),
                attune.surroundings().clock(),
                real.clock());
        duties.tell(metrics);
        return new NodeFacts(
                settings.name(),
                Node.VERSION,
                attune.views(),
                attune.store().state(),
                attune.log(),
                log::trouble,
                rate,
                log::waiting,
                metrics,
                attune.recentRuns(),
                new Disk(attune.store().path()),
                budget,
                duties,
                attune.models(),
                settings.demo());
    }

    private void tellKept(Disk disk, InstantSource wall) {
        var store = attune.store();
        metrics.gauge(
                "attune.snapshot.behind",
                "Events since the newest snapshot: what the next start replays.",
                () -> attune.log().head() - store.snapshotSequence());
        metrics.gauge(
                "attune.snapshot.size",
                "Bytes that the snapshots hold.",
                () -> disk.parts().stream()
                        .filter(part -> part.name().equals("snapshots"))
                        .mapToLong(Disk.Part::bytes)
                        .sum());
        metrics.gauge("attune.snapshot.age", "Seconds since the newest snapshot was saved.", () -> {
            OptionalLong saved = disk.newestMillis("snapshots");
            return saved.isEmpty() ? Double.NaN : (wall.millis() - saved.getAsLong()) / 1e3;
        });
        metrics.count("attune.blobs.lost", "Traces and artifacts that could not be written.", store::blobsLost);
        metrics.gauge(
                "attune.log.lag",
                "Events on disk that the state does not hold yet; they are not acknowledged.",
                () -> Math.max(0, attune.log().head() - store.state().read(store.state()::sequence)));
    }

    private void tellQuarantines() {
        metrics.gauge("attune.quarantine.standing", "Members whose acts are held now.", () -> {
            var views = attune.views().quarantines;
            return attune.store().state().read(() -> views.standing().length);
        });
        metrics.gauge(
                "attune.quarantine.clock.suspected",
                "1 while so many acts have impossible times that a clock must be wrong.",
                () -> attune.sentry().clockSuspected() ? 1 : 0);
        metrics.gauge(
                "attune.quarantine.unrecorded",
                "Placements that wait for the ledger.",
                () -> attune.placements().waiting());
    }

    /// As the web server sees it.
    ///
    /// @param shared the node's own routes, as they are for this community
    Site site(Routes shared) {
        return new Site(
                settings.name(),
                routes.and(shared),
                new Doorkeeper(keys, tokens, door.sessions()),
                witness,
                metrics,
                settings.demo());
    }

    /// The same for two communities whose credentials are the same, as those of copied folders are.
    String seal() {
        return HexFormat.of().formatHex(signer.sign("community", new byte[0]));
    }

    /// What must be well.
    List<Health.Check> checks() {
        // Anybody may ask for readiness; why the log writes nothing is for operators, in the Node room and the log.
        return List.of(new Health.Check("log", () -> log.trouble().map(_ -> "The log takes nothing.")));
    }

    /// Answers one operation on a member in process, for commands.
    public Response ask(String operation, Principal as, String member) {
        return ask(operation, as, Map.of("member", member), "{}");
    }

    /// Answers one operation in process, for commands; what is to be recorded is recorded.
    ///
    /// @param path the values of the path's holes
    /// @param body a JSON object
    public Response ask(String operation, Principal as, Map<String, String> path, String body) {
        Route route = routes.all().stream()
                .filter(one -> one.operation().equals(operation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No operation is named " + operation + "."));
        Request.Building building = Request.to(route).as(as).json(body);
        path.forEach(building::path);
        Request request = building.build();
        if (route.personal()) request.witnessed(witness);
        return route.handler().answer(request);
    }

    /// The first keys, made and told only when there never was one.
    public Optional<FirstKeys> firstKeys() {
        if (keys.begun()) return Optional.empty();
        return Optional.of(new FirstKeys(first(Role.OPERATOR), first(Role.BACKEND)));
    }

    private String first(Role scope) {
        witness.record(Principal.operator("cli:serve"), "key.minted", null, Map.of("scope", scope.word()));
        return keys.mint(scope, "first " + scope.word()).bearer();
    }

    /// @param operator runs the platform; `backend` speaks for members, as the network's own server
    public record FirstKeys(String operator, String backend) {}

    public String name() {
        return settings.name();
    }

    /// Where it is kept.
    public Path folder() {
        return settings.folder();
    }

    public ApiKeys keys() {
        return keys;
    }

    /// Where this community's figures are counted.
    public Metrics metrics() {
        return metrics;
    }

    CommunitySettings settings() {
        return settings;
    }

    Routes routes() {
        return routes;
    }

    Optional<Elsewhere> elsewhere() {
        return elsewhere;
    }

    SignIn door() {
        return door;
    }
}
