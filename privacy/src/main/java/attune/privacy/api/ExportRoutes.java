package attune.privacy.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;

import attune.http.auth.Access;
import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.privacy.rights.Held;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.State;
import attune.store.view.ItemsView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A member's copy of everything held about them (GDPR, articles 15 and 20): what every projection holds, every event
/// of theirs, every slate served to them.
public final class ExportRoutes {
    private static final ObjectSchema HELD = object("Held", "What one part of the platform holds.")
            .required("projection", text("Which part."))
            .required(
                    "facts",
                    list(
                            "Each thing held.",
                            object("HeldFact", "One thing held.")
                                    .required("field", text("What it is."))
                                    .required("value", text("A text, a number, or the id of a member or item."))
                                    .optional("amount", number("How much, where it is about an item."))
                                    .optional("at", time("The time it refers to."))));

    private static final ObjectSchema EXPORT = object("Export", "Everything held about one member.")
            .required("member", id("The member."))
            .required("at", time("When the copy was made."))
            .required("sequence", count("The last event the copy knows of."))
            .required("held", list("What is held now, part by part; consents are one of them.", HELD))
            .required(
                    "events",
                    list("Every event of the member, in the form in which events are sent.", any("An event.")))
            .required("served", list("Every slate the server returned to the member.", any("A slate's items.")))
            .required("traces", list("The runs that are still kept.", any("A run.")));

    private final State state;
    private final Directory directory;
    private final EventLog log;
    private final InstantSource clock;
    private final ItemsView items;
    private final Copies copies;

    public ExportRoutes(
            State state, Directory directory, EventLog log, ItemsView items, InstantSource clock, Copies copies) {
        this.items = items;
        this.state = state;
        this.directory = directory;
        this.log = log;
        this.clock = clock;
        this.copies = copies;
    }

    /// How things of the platform look outside; known to the assembly.
    ///
    /// @param event an event's fields as networks send them; empty for events that networks do not send
    /// @param reference the signed reference to a trace
    /// @param traces the runs kept of a member, newest first
    public record Copies(
            Function<Envelope, Optional<Map<String, Json>>> event,
            Function<TraceId, String> reference,
            Function<MemberId, List<Trace>> traces) {}

    public Routes routes() {
        return Routes.of(Route.get("/v1/members/{member}/export", "exportMember")
                .summary("A copy of everything held about a member, as one document.")
                .tag("Privacy")
                .access(Access.OWN_MEMBER_OR_OPERATOR)
                .answers(EXPORT)
                .fails(ProblemKind.NOT_FOUND)
                .by(this::export));
    }

    private Response export(Request request) {
        return state.read(() -> {
            MemberId member = ExternalId.parse(request.path("member"))
                    .flatMap(directory::member)
                    .orElseThrow(
                            () -> Problem.notFound("There is no such member").exception());
            List<Held> held = Held.about(member, state.projections(), directory);
            long sequence = state.sequence();
            return Response.streamedJson(out -> {
                out.object()
                        .field("member", request.path("member"))
                        .time("at", clock.millis())
                        .field("sequence", sequence);
                held(out, held);
                events(out, member);
                served(out, member);
                traces(out, member);
                out.end();
            });
        });
    }

    private static void held(JsonWriter out, List<Held> held) {
        out.array("held");
        for (Held one : held) {
            out.object().field("projection", one.projection()).array("facts");
            for (Held.Fact fact : one.facts()) {
                out.object().field("field", fact.field()).field("value", fact.value());
                if (fact.amount() != null) out.field("amount", fact.amount());
                if (fact.millis() >= 0) out.time("at", fact.millis());
                out.end();
            }
            out.end().end();
        }
        out.end();
    }

    private void events(JsonWriter out, MemberId member) {
        out.array("events");
        log.replay(0, envelope -> {
            if (!concerns(envelope.event(), member)) return;
            // Names are looked up under the lock, bytes are sent without it: a slow reader must not hold up the log.
            Optional<Map<String, Json>> fields = state.read(() -> copies.event().apply(envelope));
            if (fields.isEmpty()) return;
            out.object();
            fields.get().forEach(out::field);
            out.end();
        });
        out.end();
    }

    /// The member's own facts, and labels on the member's items.
    private boolean concerns(Event event, MemberId member) {
        if (event instanceof Event.OfMember own) return own.member().equals(member);
        return event instanceof Event.ItemLabelled labelled && wrote(member, labelled.item());
    }

    private boolean wrote(MemberId member, ItemId item) {
        return state.read(() -> items.exists(item.value()) && items.author(item.value()) == member.value());
    }

    private void served(JsonWriter out, MemberId member) {
        out.array("served");
        log.replay(0, envelope -> {
            if (!(envelope.event() instanceof Event.Served served)
                    || !served.member().equals(member)) return;
            List<String> items = state.read(() -> served.items().stream()
                    .filter(directory::knows)
                    .map(item -> directory.externalId(item).value())
                    .toList());
            out.object()
                    .time("at", envelope.eventMillis())
                    .field("surface", served.surface())
                    .field("trace", copies.reference().apply(served.trace()))
                    .texts("items", items)
                    .end();
        });
        out.end();
    }

    private void traces(JsonWriter out, MemberId member) {
        out.array("traces");
        for (Trace trace : copies.traces().apply(member)) {
            out.object()
                    .field("trace", copies.reference().apply(trace.id()))
                    .field("surface", trace.surface())
                    .time("at", trace.atMillis())
                    .field("sequence", trace.sequence())
                    .field("profiled", trace.profiled())
                    .end();
        }
        out.end();
    }
}
