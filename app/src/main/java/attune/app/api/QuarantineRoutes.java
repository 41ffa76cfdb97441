package attune.app.api;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.auth.Witness;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.ProblemKind;
import attune.http.route.Cursors;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.ledger.LedgerUnavailable;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import attune.store.quarantine.Rule;
import attune.store.quarantine.Sentry;
import attune.store.view.QuarantinesView.Quarantine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whose acts are held and why, for those who decide about it. Every decision is recorded before it takes effect, and
/// is a fact of the log.
public final class QuarantineRoutes {
    private static final int MOST_TOLD = 1_000;
    /// As much as an entry of the ledger takes.
    private static final int MOST_REASON = 500;
    private static final String PURPOSE = "quarantines";

    private static final ObjectSchema QUARANTINES = object("Quarantines", "What is held, or was.")
            .required("quarantines", list("Latest placed first.", QuarantineForm.QUARANTINE, 0, MOST_TOLD))
            .required(
                    "cursor",
                    text("Where to go on; null when these were the last.").orNull())
            .required("standing", count("How many stand in all, whatever was asked for."))
            .required("byRule", map("Of those that stand, how many each rule placed.", count("Members.")))
            .required("clockSuspected", truth("Whether so many acts had impossible times that a clock must be wrong."))
            .required(
                    "floodingSources",
                    map("Sources that sent a hundred times their usual within this hour.", count("Events in it.")));

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

    private final SharedProjections views;
    private final State state;
    private final Cursors cursors;
    private final Sentry sentry;
    private final Witness witness;
    private final QuarantineForm form;
    private final QuarantineEntry entry;

    /// @param witness writes a decision down where nobody changes it
    public QuarantineRoutes(
            SharedProjections views,
            State state,
            Directory directory,
            EventLog log,
            Cursors cursors,
            Sentry sentry,
            Witness witness) {
        this.views = views;
        this.state = state;
        this.cursors = cursors;
        this.sentry = sentry;
        this.witness = witness;
        this.form = new QuarantineForm(views, directory);
        this.entry = new QuarantineEntry(views, state, directory, log);
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/quarantines", "readQuarantines")
                        .summary("Whose acts are held, since when, and because of what.")
                        .tag("Moderation")
                        .access(Access.MODERATION)
                        .personal()
                        .query(Parameter.choice(
                                "show",
                                "Which: those that stand; of them, those nobody confirmed yet, those confirmed, or"
                                        + " those the member objects to; or those that ended.",
                                "standing",
                                "standing",
                                "unconfirmed",
                                "confirmed",
                                "objected",
                                "ended"))
                        .query(Parameter.text("rule", "Only those that this rule placed."))
                        .query(Parameter.cursor())
                        .query(Parameter.count(MOST_TOLD, 100))
                        .answers(QUARANTINES)
                        .by(this::some),
                Route.post("/v1/quarantines/{member}", "decideQuarantine")
                        .summary("Confirms a quarantine, releases it, or ends it without counting what was held.")
                        .tag("Moderation")
                        .access(Access.MODERATION)
                        .body(DECISION)
                        .answers(QuarantineForm.QUARANTINE)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.UNAVAILABLE)
                        .by(this::decide));
    }

    private record Placed(MemberId member, Quarantine quarantine) {
        long atMillis() {
            return quarantine.placedMillis();
        }
    }

    private static final Comparator<Placed> LATEST_FIRST = Comparator.comparingLong(Placed::atMillis)
            .reversed()
            .thenComparingInt(placed -> placed.member().value());

    private Response some(Request request) {
        String show = request.query("show").orElseThrow();
        String rule = request.query("rule").orElse("");
        String purpose = PURPOSE + ":" + show + ":" + rule;
        long[] after = request.query("cursor")
                .filter(cursor -> !cursor.isEmpty())
                .map(cursor -> cursors.open(purpose, cursor))
                .orElse(new long[] {Long.MAX_VALUE, -1});
        int most = request.queryInteger("count");
        return state.read(() -> {
            List<Placed> left = Arrays.stream(views.quarantines.everyone())
                    .mapToObj(member -> new Placed(
                            new MemberId(member), views.quarantines.of(member).orElseThrow()))
                    .filter(placed -> shown(placed, show)
                            && (rule.isEmpty() || placed.quarantine().rule().equals(rule)))
                    .filter(placed -> placed.atMillis() < after[0]
                            || (placed.atMillis() == after[0] && placed.member().value() > after[1]))
                    .sorted(LATEST_FIRST)
                    .limit(most + 1L)
                    .toList();
            List<Placed> page = left.subList(0, Math.min(most, left.size()));
            return Response.json(out -> {
                out.object().array("quarantines");
                for (Placed placed : page) form.write(out, placed.member(), placed.quarantine());
                out.end();
                if (left.size() <= most) out.nothing("cursor");
                else
                    out.field(
                            "cursor",
                            cursors.seal(
                                    purpose,
                                    page.getLast().atMillis(),
                                    page.getLast().member().value()));
                summary(out);
            });
        });
    }

    private boolean shown(Placed placed, String show) {
        Quarantine one = placed.quarantine();
        return switch (show) {
            case "unconfirmed" -> one.stands() && !one.confirmed();
            case "confirmed" -> one.stands() && one.confirmed();
            case "objected" ->
                one.stands()
                        && views.controls
                                .value(placed.member().value(), QuarantineForm.OBJECTION)
                                .isPresent();
            case "ended" -> !one.stands();
            default -> one.stands();
        };
    }

    private void summary(JsonWriter out) {
        int[] standing = views.quarantines.standing();
        Map<String, Integer> byRule = new TreeMap<>();
        for (int member : standing) {
            byRule.merge(views.quarantines.of(member).orElseThrow().rule(), 1, Integer::sum);
        }
        out.field("standing", standing.length).object("byRule");
        byRule.forEach(out::field);
        out.end().field("clockSuspected", sentry.clockSuspected()).object("floodingSources");
        sentry.floodingSources().forEach(out::field);
        out.end().end();
    }

    private Response decide(Request request) {
        MemberId member = entry.member(request);
        Quarantine standing = state.read(() -> entry.standing(member));
        JsonObject body = request.body();
        String decision = body.text("decision");
        Map<String, String> details = Map.of(
                "rule", standing.rule(), "reason", body.findText("reason").orElse(""));
        record(request, "quarantine." + decision, details);
        entry.append(
                switch (decision) {
                    case "confirm" ->
                        new Event.QuarantinePlaced(member, Rule.CONFIRMED.code(), standing.fromMillis(), 0, 0);
                    case "release" -> new Event.QuarantineReleased(member, true);
                    default -> new Event.QuarantineReleased(member, false);
                });
        return state.read(() -> Response.json(out ->
                form.write(out, member, views.quarantines.of(member.value()).orElseThrow())));
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
}
