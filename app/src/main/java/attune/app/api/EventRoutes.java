package attune.app.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;

import attune.http.auth.Access;
import attune.http.auth.Principal;
import attune.http.json.JsonLines;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.networks.wire.Reading;
import attune.networks.wire.Sender;
import attune.networks.wire.WireEvents;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Events in, in batches, each judged for itself. Answered only when what was accepted is on disk and in the state, so
/// the sender's next question already sees it.
public final class EventRoutes {
    static final int MOST_EVENTS = 1000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final ObjectSchema EVENTS = object("Events", "A batch of events.")
            .required(
                    "events",
                    list(
                            "Events, in the order in which they happened.",
                            any("An event: its type and fields.").unchecked(),
                            0,
                            MOST_EVENTS));

    private static final ObjectSchema RESULTS = object("EventResults", "What became of each event.")
            .required(
                    "results",
                    list(
                            "In the order of the events.",
                            object("EventResult", "What became of one event.")
                                    .required("status", text("accepted, duplicate or rejected."))
                                    .optional("sequence", count("Its place in the log."))
                                    .optional("problem", any("Why it was rejected, and how to mend it."))));

    private final WireEvents wire;
    private final BudgetedLog log;

    public EventRoutes(WireEvents wire, BudgetedLog log) {
        this.wire = wire;
        this.log = log;
    }

    public Routes routes() {
        return Routes.of(Route.post("/v1/events", "appendEvents")
                .summary("Takes up to 1,000 events; one that is refused does not sink the others.")
                .description("An event is accepted when it is on disk and in the state. With an `id` it may be sent"
                        + " again safely. A member's token states that member's own facts only. The body may be"
                        + " newline-delimited JSON, one event a line.")
                .tag("Events")
                .access(Access.EVENTS)
                .body(EVENTS)
                .orLines()
                .bodyLimit(MOST_BYTES)
                .answers(RESULTS)
                .fails(ProblemKind.TOO_LARGE, ProblemKind.UNAVAILABLE, BudgetedLog.OVER_BUDGET)
                .by(this::append));
    }

    private Response append(Request request) {
        Sender sender = sender(request.principal());
        List<Reading> readings = request.hasLines() ? lines(request, sender) : batch(request, sender);
        request.weigh(readings.size());
        List<Draft> drafts = new ArrayList<>(readings.size());
        boolean protect = true;
        for (Reading reading : readings) {
            if (!(reading instanceof Reading.Understood(var _, Draft draft, boolean protects))) continue;
            drafts.add(draft);
            protect &= protects;
        }
        List<Outcome> outcomes = drafts.isEmpty() ? List.of() : log.appendNow(drafts, protect);
        String place = request.hasLines() ? "line %d" : "events[%d]";
        int first = request.hasLines() ? 1 : 0;
        return Response.json(out -> {
            out.object().array("results");
            int next = 0;
            for (int i = 0; i < readings.size(); i++) {
                switch (readings.get(i)) {
                    case Reading.Understood _ -> write(out, outcomes.get(next++), place.formatted(i + first));
                    case Reading.Refused(Problem problem) -> rejected(out, problem);
                }
            }
            out.end().end();
        });
    }

    private static Sender sender(Principal principal) {
        return switch (principal) {
            case Principal.Member(String externalId) -> new Sender.Member(new ExternalId(externalId));
            case Principal.Machine _, Principal.Staff _ -> Sender.NETWORK;
            case Principal.Anonymous _ ->
                throw ProblemKind.UNAUTHENTICATED.with("Events need a sender").exception();
        };
    }

    private List<Reading> batch(Request request, Sender sender) {
        List<Reading> readings = new ArrayList<>();
        List<JsonObject> events = request.body().objects("events");
        for (int i = 0; i < events.size(); i++) {
            try {
                readings.add(wire.read(events.get(i), sender));
            } catch (ProblemException notAnObject) {
                readings.add(new Reading.Refused(notAnObject.problem()));
            }
        }
        return readings;
    }

    private List<Reading> lines(Request request, Sender sender) {
        List<Reading> readings = new ArrayList<>();
        JsonLines lines = request.lines();
        for (Optional<JsonLines.Line> line = lines.read(); line.isPresent(); line = lines.read()) {
            if (readings.size() == MOST_EVENTS) {
                throw ProblemKind.TOO_LARGE
                        .with("A batch has at most " + MOST_EVENTS + " events")
                        .hint("send the rest in a batch of its own; nothing of this one was written")
                        .exception();
            }
            readings.add(
                    switch (line.get()) {
                        case JsonLines.Read read -> wire.read(read.object(), sender);
                        case JsonLines.Unreadable(long number, Problem problem) -> new Reading.Refused(problem);
                    });
        }
        return readings;
    }

    private static void write(JsonWriter out, Outcome outcome, String place) {
        switch (outcome) {
            case Outcome.Accepted(long sequence) -> written(out, "accepted", sequence);
            case Outcome.Duplicate(long sequence) -> written(out, "duplicate", sequence);
            case Outcome.Rejected refused -> rejected(out, problem(refused, place + "."));
        }
    }

    private static void written(JsonWriter out, String status, long sequence) {
        out.object().field("status", status).field("sequence", sequence).end();
    }

    private static void rejected(JsonWriter out, Problem problem) {
        out.object().field("status", "rejected").name("problem");
        Response.write(problem, out);
        out.end();
    }

    /// A fact that is well formed and does not hold.
    ///
    /// @param within where its fields are, such as `events[3].`
    static Problem problem(Outcome.Rejected refused, String within) {
        ProblemKind kind = new ProblemKind(refused.code(), 422, "The event does not hold");
        Problem problem = kind.with(refused.detail());
        return refused.field().isEmpty() ? problem : problem.at(within + refused.field());
    }
}
