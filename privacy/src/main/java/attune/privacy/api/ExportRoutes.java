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
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.privacy.rights.Held;
import attune.privacy.rights.Telling;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.State;
import attune.store.view.ItemsView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
            .required(
                    "about",
                    list(
                            "What others' events say of the member, as far as it is not those others' own matter.",
                            object("FactAbout", "Another member's event.")
                                    .required("what", text("Such as `followed`, `mentioned`, or the name of an act."))
                                    .required("by", id("Whose event it is."))
                                    .required("at", time("When it happened."))
                                    .optional("item", id("The item it is about."))))
            .required("traces", list("The runs that are still kept, whole.", any("A run.")))
            .required("withheld", list("What is not in the copy, whether or not there is any.", text("And why.")));

    /// Decision 0034 says why.
    private static final List<String> WITHHELD = List.of(
            "Who blocked or muted the member: it is those members' to know.",
            "Who saw, viewed or bought the member's items, and acts that are not shown to authors, such as hides and"
                    + " reports: single persons' behaviour; the counts of all are above.",
            "Posts that name the member or answer them for an audience they may not belong to.",
            "Slates and runs made for others in which the member's items stood: those members' copies hold them.",
            "The reference of a legal hold: it may point at proceedings of others.");

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
    /// @param traces gives the runs kept of a member one by one, newest first
    /// @param trace a run as a document
    public record Copies(
            Function<Envelope, Optional<Map<String, Json>>> event,
            Function<TraceId, String> reference,
            Kept traces,
            Function<Trace, Json> trace) {
        /// Runs that are kept.
        @FunctionalInterface
        public interface Kept {
            void each(MemberId member, Consumer<Trace> reader);
        }
    }

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
                Facts facts = new Facts(log, state, directory, copies, new Telling(member, items, directory));
                facts.own(out.array("events"));
                facts.served(out.end().array("served"));
                facts.about(out.end().array("about"));
                out.end();
                traces(out, member);
                withheld(out);
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

    private void traces(JsonWriter out, MemberId member) {
        out.array("traces");
        copies.traces().each(member, trace -> {
            // A run is copied into memory under the lock and sent without it.
            Json copy = state.read(() -> copies.trace().apply(trace));
            out.value(copy);
        });
        out.end();
    }

    private static void withheld(JsonWriter out) {
        out.array("withheld");
        for (String what : WITHHELD) out.value(what);
        out.end();
    }
}
