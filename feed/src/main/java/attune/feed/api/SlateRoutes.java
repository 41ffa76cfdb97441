package attune.feed.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Cursors;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Act;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.policy.Reason;
import attune.pipeline.Slates;
import attune.store.log.Directory;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Slates for members, page by page.
public final class SlateRoutes {
    static final ObjectSchema REASON = object("Reason", "A coded cause.")
            .required("code", text("Stable, for programs."))
            .required("text", text("For people."));

    private static final ObjectSchema ENTRY = object("SlateEntry", "One post of a slate.")
            .including(PostForm.SCHEMA)
            .required("position", count("Where it stands, from 0."))
            .required("score", number("By what it was ordered; higher is better."))
            .required("exploration", truth("Whether it was drawn by lot among new posts."))
            .required("mine", list("What the member did with it.", text("An act.")))
            .required("why", list("Why it is here, strongest first.", REASON));

    private static final ObjectSchema SLATE = object("Slate", "A page of an ordered, finite answer.")
            .required("trace", text("Names the run; send it back with acts, and ask why with it."))
            .required("surface", text("The surface."))
            .required("profiled", truth("Whether what the member did before was used."))
            .required("at", time("When it was composed, by the community's clock."))
            .required("entries", list("The posts, in order.", ENTRY))
            .required(
                    "cursor",
                    text("Ask for the next page with this; null at the end.").orNull())
            .required("degraded", list("What failed on the way, in words.", text("A source.")));

    private final Slates slates;
    private final SharedProjections views;
    private final State state;
    private final Directory directory;
    private final PostForm posts;
    private final Cursors cursors;
    private final Function<TraceId, String> references;

    /// @param references writes the signed reference by which a trace is named outside
    public SlateRoutes(
            Slates slates,
            SharedProjections views,
            State state,
            Directory directory,
            Cursors cursors,
            Function<TraceId, String> references) {
        this.slates = slates;
        this.views = views;
        this.state = state;
        this.directory = directory;
        this.posts = new PostForm(views, directory);
        this.cursors = cursors;
        this.references = references;
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/members/{member}/slates/{surface}", "readSlate")
                .summary("What to show a member on a surface, in order.")
                .description("Without a cursor a new slate is composed. A slate is finite; its pages never repeat an"
                        + " entry, and new posts wait for the next slate.")
                .tag("Feed")
                .access(Access.OWN_MEMBER)
                .query(Parameter.count(Slates.Request.MAX_COUNT, 20))
                .query(Parameter.cursor())
                .answers(SLATE)
                .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.FORBIDDEN, ProblemKind.GONE)
                .by(this::slate));
    }

    private Response slate(Request request) {
        String surface = request.path("surface");
        if (!slates.surfaces().contains(surface)) {
            throw Problem.notFound("There is no such surface")
                    .hint("known: " + String.join(", ", slates.surfaces()))
                    .exception();
        }
        MemberId viewer = state.read(() -> viewer(request));
        String purpose = "slate:" + surface + ":" + request.path("member");
        Slates.Page page = request.query("cursor")
                .filter(cursor -> !cursor.isEmpty())
                .map(cursor -> page(cursors.open(purpose, cursor)))
                .orElse(null);
        // Outside of the read lock: serving writes to the log.
        return switch (slates.slate(surface, new Slates.Request(viewer, request.queryInteger("count"), page))) {
            case Slates.Answer.Refused(Reason reason) ->
                throw ProblemKind.FORBIDDEN.with(reason.text()).exception();
            case Slates.Answer.Expired() ->
                throw ProblemKind.GONE
                        .with("This slate is no longer kept")
                        .hint("ask for a new one, without a cursor")
                        .exception();
            case Slates.Answer.Served served ->
                state.read(() -> Response.json(out -> write(out, surface, viewer, served, purpose)));
        };
    }

    private MemberId viewer(Request request) {
        MemberId viewer = ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception());
        if (!views.members.active(viewer.value())) {
            throw ProblemKind.CONFLICT
                    .with("This account is closed or deactivated")
                    .exception();
        }
        return viewer;
    }

    private static Slates.@Nullable Page page(long[] numbers) {
        return new Slates.Page(new TraceId(numbers[0]), Math.toIntExact(numbers[1]));
    }

    private void write(JsonWriter out, String surface, MemberId viewer, Slates.Answer.Served served, String purpose) {
        out.object()
                .field("trace", references.apply(served.trace()))
                .field("surface", surface)
                .field("profiled", served.profiled())
                .time("at", served.atMillis())
                .array("entries");
        for (Slates.Entry entry : served.entries()) {
            // Between composing and writing an item may have been closed or erased.
            if (posts.readable(viewer.value(), entry.item())) write(out, viewer.value(), entry);
        }
        out.end()
                .field(
                        "cursor",
                        served.next()
                                .map(next -> cursors.seal(purpose, next.trace().value(), next.position()))
                                .orElse(null))
                .texts("degraded", served.degraded())
                .end();
    }

    private void write(JsonWriter out, int viewer, Slates.Entry entry) {
        out.object();
        posts.fields(out, entry.item(), other -> posts.readable(viewer, other))
                .field("position", entry.position())
                .decimal("score", entry.score(), 6)
                .field("exploration", entry.exploration())
                .array("mine");
        long own = views.histories.ownActs(viewer, entry.item());
        for (Act act : directory.acts()) {
            if (act.unit() == Act.Unit.COUNT && (own & act.id().bit()) != 0) out.value(act.name());
        }
        out.end().array("why");
        for (Reason reason : entry.why()) reason(out, reason);
        out.end().end();
    }

    static void reason(JsonWriter out, Reason reason) {
        out.object().field("code", reason.code()).field("text", reason.text()).end();
    }
}
