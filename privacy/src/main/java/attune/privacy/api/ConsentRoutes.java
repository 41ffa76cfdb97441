package attune.privacy.api;

import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Consent;
import attune.model.policy.Purpose;
import attune.store.log.Directory;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.State;
import attune.store.view.ConsentsView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a member allows their data to be used for. An answer is an event and holds from the next request on.
public final class ConsentRoutes {
    private static final String SOURCE = "api";

    private static final ObjectSchema CONSENT = object("Consent", "A member's answer for one purpose.")
            .required("purpose", text("The purpose."))
            .required("given", truth("Whether it is allowed; no answer is no."))
            .required("version", integer("Version of the text that was agreed to; 0 when nothing was."))
            .required(
                    "since",
                    time("When the answer was given; null when there is none.").orNull());

    private static final ObjectSchema CONSENTS = object("Consents", "A member's answers.")
            .required("consents", list("One for each purpose that needs consent.", CONSENT));

    private static final ObjectSchema GIVING = object("ConsentGiving", "What is agreed to.")
            .optional("version", integer("Version of the text that was shown; 1 if not said.", 1, Integer.MAX_VALUE));

    private final ConsentsView consents;
    private final State state;
    private final Directory directory;
    private final EventLog log;

    public ConsentRoutes(ConsentsView consents, State state, Directory directory, EventLog log) {
        this.consents = consents;
        this.state = state;
        this.directory = directory;
        this.log = log;
    }

    public Routes routes() {
        String one = "/v1/members/{member}/consents/{purpose}";
        return Routes.of(
                Route.get("/v1/members/{member}/consents", "readConsents")
                        .summary("What a member allows.")
                        .tag("Privacy")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .answers(CONSENTS)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(request -> answer(member(request))),
                Route.put(one, "giveConsent")
                        .summary("Allows a use; it holds from the next request on.")
                        .tag("Privacy")
                        .access(Access.OWN_MEMBER)
                        .body(GIVING)
                        .answers(CONSENTS)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::give),
                Route.delete(one, "withdrawConsent")
                        .summary("Forbids a use; it holds from the next request on, until it is allowed again.")
                        .tag("Privacy")
                        .access(Access.OWN_MEMBER)
                        .answers(CONSENTS)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::withdraw));
    }

    private Response give(Request request) {
        MemberId member = member(request);
        Purpose purpose = purpose(request);
        int version = (int) request.body().findInteger("version").orElse(1);
        boolean standing = standing(member, purpose)
                .filter(consent -> consent.given() && consent.version() == version)
                .isPresent();
        if (!standing) append(request, who -> new Event.ConsentGiven(who, purpose, version));
        return answer(member);
    }

    private Response withdraw(Request request) {
        MemberId member = member(request);
        Purpose purpose = purpose(request);
        boolean standing =
                standing(member, purpose).filter(consent -> !consent.given()).isPresent();
        if (!standing) append(request, who -> new Event.ConsentWithdrawn(who, purpose));
        return answer(member);
    }

    private interface Answering {
        Event by(MemberId member);
    }

    private void append(Request request, Answering answering) {
        ExternalId member = new ExternalId(request.path("member"));
        Draft draft = new Draft(Origin.of(SOURCE), null, Draft.NOW, ids -> answering.by(ids.member("member", member)));
        Outcome outcome = log.appendNow(List.of(draft)).getFirst();
        if (outcome instanceof Outcome.Rejected(String code, String field, String detail)) {
            throw ProblemKind.CONFLICT.with(detail).at(field).exception();
        }
    }

    private Response answer(MemberId member) {
        return state.read(() -> {
            List<Consent> given = consents.of(member.value());
            return Response.json(out -> {
                out.object().array("consents");
                for (Purpose purpose : asked()) {
                    write(
                            out,
                            purpose,
                            given.stream()
                                    .filter(consent -> consent.purpose() == purpose)
                                    .findFirst());
                }
                out.end().end();
            });
        });
    }

    private static void write(JsonWriter out, Purpose purpose, Optional<Consent> answer) {
        out.object()
                .field("purpose", name(purpose))
                .field("given", answer.map(Consent::given).orElse(false))
                .field("version", answer.map(Consent::version).orElse(0));
        if (answer.isPresent()) out.time("since", answer.get().sinceMillis());
        else out.nothing("since");
        out.end();
    }

    private Optional<Consent> standing(MemberId member, Purpose purpose) {
        return state.read(() -> consents.of(member.value()).stream()
                .filter(consent -> consent.purpose() == purpose)
                .findFirst());
    }

    private MemberId member(Request request) {
        return state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception()));
    }

    private static Purpose purpose(Request request) {
        return asked().stream()
                .filter(purpose -> name(purpose).equals(request.path("purpose")))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("No consent is asked for this purpose")
                        .hint("asked for: "
                                + asked().stream().map(ConsentRoutes::name).collect(Collectors.joining(", ")))
                        .exception());
    }

    private static List<Purpose> asked() {
        return Arrays.stream(Purpose.values()).filter(Purpose::needsConsent).toList();
    }

    private static String name(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
