package attune.privacy.api;

import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Principal;
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
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.privacy.Erasures;
import attune.privacy.Erasures.Standing;
import attune.store.log.Directory;
import attune.store.projection.State;
import attune.store.view.HoldsView;
import attune.store.view.HoldsView.Hold;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Legal holds: an operator's order that a member's data stay, whatever retention or the member asks for.
public final class HoldRoutes {
    private static final ObjectSchema PLACING = object("HoldPlacing", "Why and how long.")
            .required("reference", text("The operator's word for the proceedings; sealed under the member's key."))
            .required("until", time("When it ends by itself."));

    private static final ObjectSchema HOLD = object("Hold", "A legal hold.")
            .required("member", id("The member."))
            .required("reference", text("The operator's word for the proceedings."))
            .required("since", time("When it was placed."))
            .required("until", time("When it ends by itself."))
            .required("erasureAsked", truth("Whether the member is erased when it ends."));

    private static final ObjectSchema HOLDS =
            object("Holds", "All legal holds.").required("holds", list("Each hold.", HOLD));

    private static final ObjectSchema LIFTED = object("HoldLifted", "What came of lifting a hold.")
            .required("lifted", truth("Always true."))
            .optional("erasure", ErasureRoutes.STANDING);

    private final Erasures erasures;
    private final ErasureRoutes receipts;
    private final HoldsView holds;
    private final State state;
    private final Directory directory;
    private final InstantSource clock;

    /// @param receipts writes what a lifted hold's erasure came to
    public HoldRoutes(
            Erasures erasures,
            ErasureRoutes receipts,
            HoldsView holds,
            State state,
            Directory directory,
            InstantSource clock) {
        this.erasures = erasures;
        this.receipts = receipts;
        this.holds = holds;
        this.state = state;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        String one = "/v1/members/{member}/hold";
        return Routes.of(
                Route.get("/v1/holds", "listHolds")
                        .summary("Every legal hold that stands.")
                        .tag("Privacy")
                        .personal()
                        .answers(HOLDS)
                        .by(request -> all()),
                Route.put(one, "placeHold")
                        .summary("Places a legal hold: neither retention nor an erasure touches the member meanwhile.")
                        .tag("Privacy")
                        .body(PLACING)
                        .answers(HOLD)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::place),
                Route.delete(one, "liftHold")
                        .summary("Lifts a legal hold, and erases the member if they asked for it meanwhile.")
                        .tag("Privacy")
                        .answers(LIFTED)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::lift));
    }

    private Response all() {
        return state.read(() -> Response.json(out -> {
            out.object().array("holds");
            for (Hold hold : holds.holds()) write(out, hold);
            out.end().end();
        }));
    }

    private Response place(Request request) {
        MemberId member = member(request);
        JsonObject body = request.body();
        String reference = body.text("reference");
        if (reference.isBlank() || reference.length() > Event.HoldPlaced.MAX_REFERENCE_CHARS) {
            throw Problem.invalid("reference", "A reference has 1 to 500 characters", null)
                    .exception();
        }
        long until = body.time("until").toEpochMilli();
        if (until <= clock.millis()) {
            throw Problem.invalid("until", "A hold ends in the future", null).exception();
        }
        try {
            erasures.hold(member, reference, until, Principal.actor(request.principal()));
        } catch (NoSuchElementException erased) {
            throw unknown();
        }
        return state.read(() -> Response.json(out -> write(out, standing(member).orElseThrow(HoldRoutes::unknown))));
    }

    private Response lift(Request request) {
        MemberId member = member(request);
        if (standing(member).isEmpty()) {
            throw Problem.notFound("No legal hold stands on this member").exception();
        }
        Optional<Standing.Fulfilled> erased = erasures.lift(member, Principal.actor(request.principal()));
        return Response.json(out -> {
            out.object().field("lifted", true);
            if (erased.isPresent()) {
                out.name("erasure");
                receipts.write(out, request.path("member"), erased.get());
            }
            out.end();
        });
    }

    private Optional<Hold> standing(MemberId member) {
        return state.read(() -> holds.hold(member.value()));
    }

    private void write(JsonWriter out, Hold hold) {
        out.object()
                .field("member", directory.externalId(hold.member()).value())
                .field("reference", hold.reference())
                .time("since", hold.sinceMillis())
                .time("until", hold.untilMillis())
                .field(
                        "erasureAsked",
                        holds.erasureAskedMillis(hold.member().value()).isPresent())
                .end();
    }

    private MemberId member(Request request) {
        return state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(HoldRoutes::unknown));
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such member").exception();
    }
}
