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
import attune.http.auth.Principal;
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
import attune.privacy.rights.LedgerEntries;
import attune.privacy.rights.Telling;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.ledger.LedgerUnavailable;
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
/// of theirs, every slate served to them, what the ledger says of them.
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
            .required(
                    "ledger",
                    list(
                            "What was recorded of looks at the member's data and of decisions about the member.",
                            object("LedgerEntryAbout", "One entry of the ledger.")
                                    .required("entry", count("Its number."))
                                    .required("at", time("When it was recorded."))
                                    .required("action", text("Such as `member.accessed` or `hold.placed`."))
                                    .required("by", text("In which role, such as `operator`, `key` or `platform`."))
                                    .optional("operation", text("What was asked for, where somebody looked."))))
            .required("traces", list("The runs that are still kept, whole.", any("A run.")))
            .required("withheld", list("What is not in the copy, whether or not there is any.", text("And why.")));

    /// Decision 0034 says why.
    private static final List<String> WITHHELD = List.of(
            "Who blocked or muted the member: it is those members' to know.",
            "Who saw, viewed or bought the member's items, and acts that are not shown to authors, such as hides and"
                    + " reports: single persons' behaviour; the counts of all are above.",
            "Posts that name the member or answer them for an audience they may not belong to.",
            "Slates and runs made for others in which the member's items stood: those members' copies hold them.",
            "Who of the staff looked or decided, and the words they noted: the ledger above tells their role.",
            "The reference of a legal hold: it may point at proceedings of others.");

    private final State state;
    private final Directory directory;
    private final EventLog log;
    private final InstantSource clock;
    private final ItemsView items;
    private final Ledger ledger;
    private final ExportPlaces places;
    private final Copies copies;

    /// @param ledger where a copy is recorded before it is made, and what it tells of the ledger
    public ExportRoutes(
            State state,
            Directory directory,
            EventLog log,
            ItemsView items,
            InstantSource clock,
            Ledger ledger,
            ExportPlaces places,
            Copies copies) {
        this.items = items;
        this.ledger = ledger;
        this.places = places;
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
                .description("It reads the whole log, so a member has a few an hour, one of them at a time (429), and a"
                        + " community makes two at a time (503). A copy that takes its reader longer than 15 minutes is"
                        + " cut off. Each is recorded in the ledger.")
                .tag("Privacy")
                .bulky()
                .access(Access.OWN_MEMBER_OR_OPERATOR)
                .answers(EXPORT)
                .fails(ProblemKind.NOT_FOUND, ProblemKind.TOO_MANY, ProblemKind.UNAVAILABLE)
                .by(this::export));
    }

    private Response export(Request request) {
        MemberId member = state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception()));
        ExportPlaces.Place place = places.take(member);
        try {
            record(request.principal(), member);
            return copy(request.path("member"), member, place);
        } catch (RuntimeException | Error failed) {
            place.close();
            throw failed;
        }
    }

    /// What cannot be recorded is not told. Staff's looks were recorded before they came here, as all of theirs
    /// are.
    private void record(Principal who, MemberId member) {
        if (who instanceof Principal.Staff) return;
        try {
            ledger.append(new Entry(clock.millis(), Principal.actor(who), "member.exported", member, Map.of()));
        } catch (LedgerUnavailable refused) {
            throw ProblemKind.UNAVAILABLE
                    .with("The ledger cannot record this copy, so none was made")
                    .hint("the operator has to look at the disk")
                    .exception();
        }
    }

    /// The answer gives the place back when it is sent, or when sending it fails.
    private Response copy(String name, MemberId member, ExportPlaces.Place place) {
        return state.read(() -> {
            List<Held> held = Held.about(member, state.projections(), directory);
            long sequence = state.sequence();
            return Response.streamedJson(out -> {
                try (place) {
                    out.object()
                            .field("member", name)
                            .time("at", clock.millis())
                            .field("sequence", sequence);
                    held(out, held);
                    Telling telling = new Telling(member, items, directory);
                    Facts facts = new Facts(log, state, directory, copies, telling, place::step);
                    facts.find();
                    facts.own(out.array("events"));
                    facts.served(out.end().array("served"));
                    facts.about(out.end().array("about"));
                    out.end();
                    ledger(out, member);
                    traces(out, member, place);
                    withheld(out);
                    out.end();
                }
            });
        });
    }

    private void ledger(JsonWriter out, MemberId member) {
        out.array("ledger");
        new LedgerEntries(ledger).each(member, about -> {
            out.object()
                    .field("entry", about.number())
                    .time("at", about.atMillis())
                    .field("action", about.action())
                    .field("by", about.by());
            if (about.operation() != null) out.field("operation", about.operation());
            out.end();
        });
        out.end();
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

    private void traces(JsonWriter out, MemberId member, ExportPlaces.Place place) {
        out.array("traces");
        copies.traces().each(member, trace -> {
            place.step();
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
