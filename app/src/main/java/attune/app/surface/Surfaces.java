package attune.app.surface;

import attune.app.operate.Models;
import attune.app.operate.Surroundings;
import attune.app.operate.Traces;
import attune.feed.rank.Values;
import attune.feed.stage.SourceTexts;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.Slates;
import attune.pipeline.run.Outcome;
import attune.pipeline.run.Pipeline;
import attune.pipeline.run.Runner;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Query;
import attune.pipeline.trace.Trace;
import attune.privacy.consent.GrantIssuer;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/// Outcomes for surfaces: chooses the pipeline the member's grant allows, runs it over one consistent
/// state, keeps the trace, logs what was served, and hands out pages.
public final class Surfaces implements Slates {
    /// Entries a slate has at most. It ends: "you are up to date".
    public static final int SLATE_LIMIT = 100;

    private static final String LOG_SOURCE = "attune";
    private static final int SESSIONS = 2_000;
    private static final Duration SESSION_LIFE = Duration.ofMinutes(30);

    private final State state;
    private final GrantIssuer grants;
    private final EventLog log;
    private final Traces traces;
    private final Models models;
    private final Values values;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Runner runner;
    private final RunSpans runs;
    private final SlateSessions sessions;
    private final SourceTexts why;
    private final Pipeline home;
    private final Pipeline plainHome;
    private final Pipeline following;

    public Surfaces(
            SharedProjections views,
            State state,
            GrantIssuer grants,
            EventLog log,
            Traces traces,
            Models models,
            Values values,
            Runner runner,
            Surroundings surroundings) {
        this.state = state;
        this.grants = grants;
        this.log = log;
        this.traces = traces;
        this.models = models;
        this.values = values;
        this.clock = surroundings.clock();
        this.random = surroundings.random();
        this.runs = new RunSpans(surroundings.telemetry(), surroundings.tickerNanos());
        this.runner = runner;
        this.sessions = new SlateSessions(SESSIONS, SESSION_LIFE, surroundings.tickerNanos());
        this.why = new SourceTexts(views.members, views.consents);
        PostStages stages = new PostStages(views);
        this.home = HomeSurface.profiled(stages, values, models::current, HomeSurface.Reach.USUAL);
        this.plainHome = HomeSurface.plain(stages, HomeSurface.Reach.USUAL);
        this.following = FollowingSurface.pipeline(stages);
    }

    @Override
    public List<String> surfaces() {
        return List.of("home", "following");
    }

    /// All pipelines, for those who describe them.
    public List<Pipeline> pipelines() {
        return List.of(home, plainHome, following);
    }

    public Values values() {
        return values;
    }

    private Pipeline pipeline(String surface, Grant grant) {
        return switch (surface) {
            case "home" -> grant.allows(Purpose.PERSONALIZATION) ? home : plainHome;
            case "following" -> following;
            default -> throw new NoSuchElementException("There is no surface \"" + surface + "\".");
        };
    }

    @Override
    public Slates.Answer slate(String surface, Request request) {
        Page page = request.page();
        return page == null ? fresh(surface, request) : further(request, page);
    }

    private Slates.Answer fresh(String surface, Request request) {
        return switch (run(surface, request.viewer(), SLATE_LIMIT, new int[0], -1)) {
            case Outcome.Refused(Reason reason) -> new Slates.Answer.Refused(reason);
            case Outcome.Ranked(Trace trace) -> {
                sessions.put(trace);
                List<Trace.Row> rows = trace.rows()
                        .subList(0, Math.min(request.count(), trace.rows().size()));
                serve(trace, rows);
                traces.keep(trace);
                yield served(trace, rows, rows.size());
            }
        };
    }

    /// Later pages are checked again: what was removed, blocked, hidden or seen meanwhile does not come.
    private Slates.Answer further(Request request, Page page) {
        Optional<Trace> held = sessions.get(page.trace());
        if (held.isEmpty() || held.get().viewer() != request.viewer().value()) return new Slates.Answer.Expired();
        Trace trace = held.get();
        // What was ranked by a profile is not shown any more once the member has withdrawn it.
        if (trace.profiled() && !profiles(request.viewer())) return new Slates.Answer.Expired();
        int from = Math.clamp(page.position(), 0, trace.rows().size());
        int to = Math.min(from + request.count(), trace.rows().size());
        List<Trace.Row> rows = standing(trace, trace.rows().subList(from, to));
        serve(trace, rows);
        return served(trace, rows, to);
    }

    private boolean profiles(MemberId viewer) {
        return state.read(() -> grants.grant(viewer).allows(Purpose.PERSONALIZATION));
    }

    private List<Trace.Row> standing(Trace trace, List<Trace.Row> rows) {
        if (rows.isEmpty()) return rows;
        int[] items = rows.stream().mapToInt(Trace.Row::item).toArray();
        MemberId viewer = new MemberId(trace.viewer());
        return state.read(() -> {
            Grant grant = grants.grant(viewer);
            Pipeline pipeline = pipeline(trace.surface(), grant);
            Query query = new Query(viewer, grant, clock.millis(), items.length, trace.seed(), items, -1);
            int[] left = runner.recheck(pipeline, query);
            return rows.stream().filter(row -> contains(left, row.item())).toList();
        });
    }

    private static boolean contains(int[] items, int item) {
        for (int other : items) if (other == item) return true;
        return false;
    }

    private Slates.Answer served(Trace trace, List<Trace.Row> rows, int next) {
        List<Entry> entries = state.read(() -> {
            List<Entry> told = new ArrayList<>();
            for (Trace.Row row : rows) {
                told.add(new Entry(
                        row.item(),
                        row.position(),
                        (float) trace.value(row, Score.COLUMN.name()),
                        row.exploration(),
                        why.sources(trace, row)));
            }
            return told;
        });
        Optional<Page> further =
                next < trace.rows().size() ? Optional.of(new Page(trace.id(), next)) : Optional.empty();
        return new Slates.Answer.Served(
                trace.id(), trace.profiled(), trace.atMillis(), entries, further, trace.degraded());
    }

    /// What was returned goes to the log, without waiting: served is not acknowledged to
    /// anyone, and a log that cannot take it says so itself, at the next act.
    private void serve(Trace trace, List<Trace.Row> rows) {
        if (rows.isEmpty()) return;
        List<ItemId> items = rows.stream().map(row -> new ItemId(row.item())).toList();
        Event.Served event = new Event.Served(new MemberId(trace.viewer()), trace.id(), trace.surface(), items);
        var _ = log.append(List.of(Draft.own(LOG_SOURCE, Draft.NOW, event)));
    }

    /// A run whose answer is looked at but not served: the fate of one item at the current state.
    public Trace watch(String surface, MemberId viewer, int item) {
        Outcome natural = run(surface, viewer, SLATE_LIMIT, new int[0], item);
        if (!(natural instanceof Outcome.Ranked(Trace trace))) {
            throw new IllegalStateException("The surface refused the request.");
        }
        if (!(trace.watched() instanceof Trace.Fate.NotProposed)) return trace;
        // Nobody proposed it; had somebody, would a filter have removed it? That is the better answer.
        Outcome asked = run(surface, viewer, SLATE_LIMIT, new int[] {item}, item);
        if (asked instanceof Outcome.Ranked(Trace given) && given.watched() instanceof Trace.Fate.Filtered) {
            return given;
        }
        return trace;
    }

    private Outcome run(String surface, MemberId viewer, int limit, int[] given, int watched) {
        return runs.tell(
                surface,
                () -> state.read(() -> {
                    Grant grant = grants.grant(viewer);
                    Pipeline pipeline = pipeline(surface, grant);
                    Query query = new Query(viewer, grant, clock.millis(), limit, random.nextLong(), given, watched);
                    Runner.Versions versions = new Runner.Versions(
                            values.version(), models.current().version());
                    return runner.run(pipeline, versions, query, state.sequence());
                }));
    }

    /// Whether a slate whose later pages may still be asked for fulfils the condition.
    public boolean anySlate(Predicate<Trace> condition) {
        return sessions.any(condition);
    }

    /// After an erasure nothing composed before may be handed out.
    public void forgetSlates() {
        sessions.clear(state.read(state::sequence));
    }
}
