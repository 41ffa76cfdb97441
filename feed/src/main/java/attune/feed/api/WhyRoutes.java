package attune.feed.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;

import attune.feed.why.Explainer;
import attune.feed.why.Explanation;
import attune.http.auth.Access;
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
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.pipeline.trace.Trace;
import attune.store.log.Directory;
import attune.store.projection.State;
import java.util.Optional;
import java.util.function.Function;

/// Why an entry of a slate stands where it stands: told to the member it was shown to, from the trace alone.
public final class WhyRoutes {
    private static final ObjectSchema PART = object("ScorePart", "What one act adds to the score.")
            .required("act", text("The act."))
            .required("probability", number("How likely the member was to do it.", 0, 1))
            .required("weight", number("What it is worth, in likes."))
            .required("value", number("Probability times weight."))
            .required("text", text("In words."));

    private static final ObjectSchema FEATURE = object("FeatureShare", "What one feature adds to the score.")
            .required("feature", text("The feature."))
            .required("text", text("In words."))
            .required("contribution", number("In likes; all of them and the base rates sum to the score."));

    private static final ObjectSchema WHY = object("Why", "Why an entry stands where it stands.")
            .required("item", id("The item."))
            .required("position", count("Where it stands, from 0."))
            .required("sources", list("What proposed it.", SlateRoutes.REASON))
            .required("parts", list("What each act adds to the score.", PART))
            .required("features", list("What each feature adds to the score, strongest first.", FEATURE))
            .required("rules", list("What else decided.", SlateRoutes.REASON))
            .required("summary", text("One sentence."));

    private final Explainer explainer;
    private final Function<String, Optional<Trace>> traces;
    private final State state;
    private final Directory directory;

    /// @param traces finds a trace by the signed reference a slate named
    public WhyRoutes(Explainer explainer, Function<String, Optional<Trace>> traces, State state, Directory directory) {
        this.explainer = explainer;
        this.traces = traces;
        this.state = state;
        this.directory = directory;
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/members/{member}/why/{trace}/{item}", "readWhy")
                .summary("Why an entry of a slate stands where it stands.")
                .tag("Feed")
                .access(Access.OWN_MEMBER)
                .answers(WHY)
                .fails(ProblemKind.NOT_FOUND)
                .by(this::why));
    }

    private Response why(Request request) {
        Trace trace = traces.apply(request.path("trace")).orElseThrow(WhyRoutes::unknown);
        return state.read(() -> {
            MemberId member = ExternalId.parse(request.path("member"))
                    .flatMap(directory::member)
                    .filter(own -> own.value() == trace.viewer())
                    .orElseThrow(WhyRoutes::unknown);
            ItemId item = ExternalId.parse(request.path("item"))
                    .flatMap(directory::item)
                    .orElseThrow(WhyRoutes::unknown);
            Trace.Row row = trace.rows().stream()
                    .filter(served -> served.item() == item.value())
                    .findFirst()
                    .orElseThrow(WhyRoutes::unknown);
            Explanation explanation = explainer.explain(trace, row);
            return Response.json(out -> write(out, request.path("item"), row, explanation));
        });
    }

    private static ProblemException unknown() {
        return Problem.notFound("No slate of this member that is still kept has this item under this trace")
                .hint("traces are kept for 30 days; ask why-not for items that were not shown")
                .exception();
    }

    private static void write(JsonWriter out, String item, Trace.Row row, Explanation explanation) {
        out.object().field("item", item).field("position", row.position()).array("sources");
        explanation.sources().forEach(reason -> SlateRoutes.reason(out, reason));
        out.end().array("parts");
        for (Explanation.Part part : explanation.parts()) {
            out.object()
                    .field("act", part.act())
                    .decimal("probability", part.probability(), 6)
                    .field("weight", part.weight())
                    .decimal("value", part.value(), 6)
                    .field("text", part.text())
                    .end();
        }
        out.end().array("features");
        for (Explanation.Share share : explanation.features()) {
            out.object()
                    .field("feature", share.feature())
                    .field("text", share.text())
                    .decimal("contribution", share.contribution(), 6)
                    .end();
        }
        out.end().array("rules");
        explanation.rules().forEach(reason -> SlateRoutes.reason(out, reason));
        out.end().field("summary", explanation.summary()).end();
    }
}
