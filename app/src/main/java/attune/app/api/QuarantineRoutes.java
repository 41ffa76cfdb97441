package attune.app.api;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.auth.Witness;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.ledger.LedgerUnavailable;
import attune.store.log.Directory;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import attune.store.quarantine.Rule;
import attune.store.quarantine.Sentry;
import attune.store.view.QuarantinesView.Quarantine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whose acts are held and why: for those who decide about it, and for the member, who may object. Every decision is
/// recorded before it takes effect, and is a fact of the log.
public final class QuarantineRoutes {
    /// Where a member's objection is kept; a setting of theirs, so it is sealed, exported and erased with the rest.
    static final String OBJECTION = "quarantine.objection";

    private static final int MOST_TOLD = 1_000;
    private static final int MOST_CHARS = 2_000;
    /// As much as an entry of the ledger takes.
    private static final int MOST_REASON = 500;

    private static final ObjectSchema QUARANTINE = object("Quarantine", "A span in which what a member did is held.")
            .required("member", id("Whose acts are held."))
            .required("rule", text("Code of the rule that placed it, such as flood-minute."))
            .required("why", text("What was measured, in a sentence."))
            .required("observed", integer("What was measured, in the rule's unit."))
            .required("limit", integer("What the rule allows."))
            .required("placedAt", time("When it was placed."))
            .required("from", time("Acts of this time and later are held."))
            .required(
                    "until",
                    time("Acts before this time are held; null while it stands.")
                            .orNull())
            .required("stands", truth("Whether it holds what the member does now."))
            .required("confirmed", truth("Whether a person looked at it and left it standing."))
            .required("counted", truth("Whether, once ended, what was held counts again."))
            .required(
                    "objection",
                    text("What the member says to it; null when nothing was said.")
                            .orNull());

    private static final ObjectSchema QUARANTINES = object("Quarantines", "What is held now.")
            .required("quarantines", list("Latest first.", QUARANTINE, 0, MOST_TOLD))
            .required("standing", count("How many there are in all."))
            .required("clockSuspected", truth("Whether so many acts had impossible times that a clock must be wrong."))
            .required(
                    "floodingSources",
                    map("Sources that sent a hundred times their usual within this hour.", count("Events in it.")));

    private static final ObjectSchema OWN = object("OwnQuarantine", "Whether what the member does is held.")
            .required("held", truth("Whether acts are held now."))
            .required("text", text("What that means, in words for the member."))
            .required("quarantine", QUARANTINE.orNull());

    private static final ObjectSchema DECISION = object("QuarantineDecision", "What a person decides.")
            .required(
                    "decision",
                    choice(
                            "confirm: it stands. release: all that was held counts, as if nothing had been placed."
                                    + " end: new acts count, those that were held stay out.",
                            "confirm",
                            "release",
                            "end"))
            .optional("reason", text("Why, for the ledger; no names.", 1, MOST_REASON));

    private static final ObjectSchema OBJECTING = object("QuarantineObjection", "What a member says to it.")
            .required("text", text("In the member's words.", 1, MOST_CHARS));

    private final SharedProjections views;
    private final State state;
    private final Directory directory;
    private final EventLog log;
    private final Sentry sentry;
    private final Witness witness;

    /// @param witness writes a decision down where nobody changes it
    public QuarantineRoutes(
            SharedProjections views, State state, Directory directory, EventLog log, Sentry sentry, Witness witness) {
        this.views = views;
        this.state = state;
        this.directory = directory;
        this.log = log;
        this.sentry = sentry;
        this.witness = witness;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/quarantines", "readQuarantines")
                        .summary("Whose acts are held, since when, and because of what.")
                        .tag("Moderation")
                        .access(Access.MODERATION)
                        .personal()
                        .query(Parameter.count(MOST_TOLD, 100))
                        .answers(QUARANTINES)
                        .by(this::all),
                Route.post("/v1/quarantines/{member}", "decideQuarantine")
                        .summary("Confirms a quarantine, releases it, or ends it without counting what was held.")
                        .tag("Moderation")
                        .access(Access.MODERATION)
                        .body(DECISION)
                        .answers(QUARANTINE)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.UNAVAILABLE)
                        .by(this::decide),
                Route.get("/v1/members/{member}/quarantine", "readOwnQuarantine")
                        .summary("Whether what a member does is held, and why.")
                        .tag("Members")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .answers(OWN)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(request -> own(member(request), request.path("member"))),
                Route.put("/v1/members/{member}/quarantine/objection", "objectToQuarantine")
                        .summary("Says that the rule is wrong; whoever decides reads it.")
                        .tag("Members")
                        .access(Access.OWN_MEMBER)
                        .body(OBJECTING)
                        .answers(OWN)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.UNAVAILABLE)
                        .by(this::heard));
    }

    private Response all(Request request) {
        int most = request.queryInteger("count");
        return state.read(() -> {
            int[] standing = views.quarantines.standing();
            List<MemberId> latest = Arrays.stream(standing)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer member) -> -views.quarantines
                                    .of(member)
                                    .map(Quarantine::placedMillis)
                                    .orElse(0L))
                            .thenComparing(member -> member))
                    .limit(most)
                    .map(MemberId::new)
                    .toList();
            return Response.json(out -> {
                out.object().array("quarantines");
                for (MemberId member : latest)
                    write(out, member, views.quarantines.of(member.value()).orElseThrow());
                out.end().field("standing", standing.length).field("clockSuspected", sentry.clockSuspected());
                out.object("floodingSources");
                sentry.floodingSources().forEach(out::field);
                out.end().end();
            });
        });
    }

    private Response decide(Request request) {
        MemberId member = member(request);
        Quarantine standing = state.read(() -> standing(member));
        JsonObject body = request.body();
        String decision = body.text("decision");
        Map<String, String> details = Map.of(
                "rule", standing.rule(), "reason", body.findText("reason").orElse(""));
        record(request, "quarantine." + decision, details);
        append(
                switch (decision) {
                    case "confirm" ->
                        new Event.QuarantinePlaced(member, Rule.CONFIRMED.code(), standing.fromMillis(), 0, 0);
                    case "release" -> new Event.QuarantineReleased(member, true);
                    default -> new Event.QuarantineReleased(member, false);
                });
        return state.read(() -> Response.json(
                out -> write(out, member, views.quarantines.of(member.value()).orElseThrow())));
    }

    /// What cannot be recorded is not decided.
    private void record(Request request, String action, Map<String, String> details) {
        try {
            witness.record(request.principal(), action, request.path("member"), details);
        } catch (LedgerUnavailable refused) {
            throw ProblemKind.UNAVAILABLE
                    .with("The ledger cannot record this, so it was not done")
                    .exception();
        }
    }

    private Response heard(Request request) {
        MemberId member = member(request);
        state.read(() -> standing(member));
        append(new Event.ControlSet(member, OBJECTION, request.body().text("text")));
        return own(member, request.path("member"));
    }

    private Quarantine standing(MemberId member) {
        return views.quarantines
                .of(member.value())
                .filter(Quarantine::stands)
                .orElseThrow(() -> ProblemKind.CONFLICT
                        .with("Nothing of this member is held now")
                        .exception());
    }

    private void append(Event event) {
        Outcome outcome =
                log.appendNow(List.of(Draft.own("platform", Draft.NOW, event))).getFirst();
        if (outcome instanceof Outcome.Rejected(String code, String field, String detail)) {
            throw ProblemKind.CONFLICT.with(detail).at(field).exception();
        }
    }

    private Response own(MemberId member, String name) {
        return state.read(() -> {
            Optional<Quarantine> latest = views.quarantines.of(member.value());
            boolean held = latest.filter(Quarantine::stands).isPresent();
            return Response.json(out -> {
                out.object().field("held", held).field("text", words(latest));
                if (latest.isEmpty()) out.nothing("quarantine");
                else {
                    out.name("quarantine");
                    write(out, member, latest.get());
                }
                out.end();
            });
        });
    }

    private static String words(Optional<Quarantine> latest) {
        if (latest.isEmpty()) return "Nothing you did is held.";
        Quarantine one = latest.get();
        if (!one.stands() && one.counted())
            return "What was held counts again. Somebody looked at it: it was no fault.";
        if (!one.stands()) return "What you do counts again; what was held before stays out of counts.";
        return "What you do is yours as ever: you see your likes and nobody is told otherwise. For others it does not"
                + " count for now, because acts under your account did not look like a person's. "
                + sentence(one) + " If that is wrong, say so: somebody will look.";
    }

    private static String sentence(Quarantine one) {
        return Rule.of(one.rule())
                .map(rule -> rule.words(one.observed(), one.limit()))
                .orElse("Rule " + one.rule() + ": " + one.observed() + ", of at most " + one.limit() + ".");
    }

    private void write(JsonWriter out, MemberId member, Quarantine one) {
        out.object()
                .field("member", directory.externalId(member).value())
                .field("rule", one.rule())
                .field("why", sentence(one))
                .field("observed", one.observed())
                .field("limit", one.limit())
                .time("placedAt", one.placedMillis())
                .time("from", one.fromMillis());
        if (one.stands()) out.nothing("until");
        else out.time("until", one.untilMillis());
        out.field("stands", one.stands()).field("confirmed", one.confirmed()).field("counted", one.counted());
        out.field("objection", views.controls.value(member.value(), OBJECTION).orElse(null));
        out.end();
    }

    private MemberId member(Request request) {
        return state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(QuarantineRoutes::unknown));
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such member").exception();
    }
}
