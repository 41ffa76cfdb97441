package attune.member.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.member.why.Missing;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.pipeline.trace.Trace;
import attune.store.log.Directory;
import attune.store.projection.State;
import attune.store.view.MembersView;
import java.util.List;

/// Why a post is not in a member's slate, found by running the line again.
public final class WhyNotRoutes {
    private static final String NOTE = "Computed by running the line again at the current state.";

    private static final ObjectSchema WHY_NOT = object("WhyNot", "What becomes of an item on its way to a member.")
            .required("item", id("The item."))
            .required("shown", truth("Whether a slate asked for now would show it."))
            .required("stage", text("Where it ended, such as filter:muted-word."))
            .required(
                    "reason",
                    object("WhyNotReason", "Why it ended there.")
                            .required("code", text("Stable, for programs."))
                            .required("text", text("For people.")))
            .required("atSequence", count("The last event the run could see."))
            .required("note", text("How this was found."));

    private final Watching watching;
    private final MayRead readable;
    private final State state;
    private final Directory directory;
    private final MembersView members;
    private final List<String> surfaces;

    public WhyNotRoutes(
            Watching watching,
            MayRead readable,
            State state,
            Directory directory,
            MembersView members,
            List<String> surfaces) {
        this.watching = watching;
        this.readable = readable;
        this.state = state;
        this.directory = directory;
        this.members = members;
        this.surfaces = List.copyOf(surfaces);
    }

    /// Runs a surface's line for a member and keeps an eye on one item; nothing is served.
    @FunctionalInterface
    public interface Watching {
        Trace watch(String surface, MemberId viewer, int item);
    }

    /// Whether an item is meant for a member.
    @FunctionalInterface
    public interface MayRead {
        boolean maySee(int viewer, int item);
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/members/{member}/why-not/{item}", "readWhyNot")
                .summary("Why an item is not in a member's slate: the first reason, as of now.")
                .tag("Members")
                .access(Access.OWN_MEMBER)
                .query(Parameter.choice("surface", "The surface.", "home", surfaces.toArray(String[]::new)))
                .answers(WHY_NOT)
                .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT)
                .by(this::whyNot));
    }

    private record Asked(MemberId viewer, ItemId item) {}

    private Response whyNot(Request request) {
        Asked asked = state.read(() -> asked(request));
        String surface = request.query("surface").orElseThrow();
        Trace trace = watching.watch(surface, asked.viewer(), asked.item().value());
        Missing missing = Missing.of(trace);
        return Response.json(out -> out.object()
                .field("item", request.path("item"))
                .field("shown", missing.shown())
                .field("stage", missing.stage())
                .object("reason")
                .field("code", missing.code())
                .field("text", missing.text())
                .end()
                .field("atSequence", trace.sequence())
                .field("note", NOTE)
                .end());
    }

    private Asked asked(Request request) {
        MemberId viewer = ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception());
        if (!members.active(viewer.value())) {
            throw ProblemKind.CONFLICT
                    .with("This account is closed or deactivated")
                    .exception();
        }
        ItemId item = ExternalId.parse(request.path("item"))
                .flatMap(directory::item)
                .filter(known -> readable.maySee(viewer.value(), known.value()))
                .orElseThrow(WhyNotRoutes::unknown);
        return new Asked(viewer, item);
    }

    /// An item that is not meant for the member is answered like one that does not exist: its existence is part of
    /// it.
    private static ProblemException unknown() {
        return Problem.notFound("There is no such item for this member").exception();
    }
}
