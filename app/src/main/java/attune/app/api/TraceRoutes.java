package attune.app.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.page;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.app.operate.Traces;
import attune.feed.api.PostForm;
import attune.feed.stage.FriendActs;
import attune.feed.stage.ItemFacts;
import attune.feed.why.Explainer;
import attune.feed.why.Explanation;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.pipeline.run.Pipeline;
import attune.pipeline.run.Score;
import attune.pipeline.trace.Trace;
import attune.store.log.Directory;
import attune.store.projection.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The records of runs, for the operator. What members wrote is shown as far as the operator may read it: what is meant
/// for everybody, and in a demo community, where an operator may be any member, what that member may read.
public final class TraceRoutes {
    private static final ObjectSchema STAGE = object("StageRun", "What one stage did.")
            .required("kind", text("gate, source, filter …"))
            .required("name", text("The stage."))
            .required("in", count("Rows before."))
            .required("out", count("Rows after."))
            .required("removed", count("Rows removed."))
            .required("micros", count("Time taken, in microseconds."))
            .required("status", text("ok, skipped, failed or deadline."))
            .required("note", text("What went wrong.").orNull());

    private static final ObjectSchema REMOVAL = object("Removal", "Rows removed for one reason.")
            .required("stage", text("The filter."))
            .required("code", text("The reason."))
            .required("count", count("How many."))
            .required("text", text("The reason in words."));

    private static final ObjectSchema ROW = object("TraceRow", "A served row.")
            .required("item", id("The item."))
            .required("author", id("Its author."))
            .required("position", count("Where it stood."))
            .required("sources", list("What proposed it.", text("A source.")))
            .required("score", number("By what it was ordered."))
            .required("parts", list("What each act added.", any("Act, probability, weight and value.")))
            .required("features", map("By what it was judged.", number("A value, rounded to six decimals.")))
            .required("propensity", number("Chance with which it was chosen.", 0, 1))
            .required(
                    "text", text("What it says, where the reader may read it.").orNull());

    private static final ObjectSchema SUMMARY = object("TraceSummary", "One run in short.")
            .required("trace", text("Names the run."))
            .required("surface", text("The surface."))
            .required("member", id("For whom."))
            .required("at", time("When, by the community's clock."))
            .required("sequence", count("The last event the run could see."))
            .required("profiled", truth("Whether what the member did before was used."))
            .required("served", count("How many rows the slate has."));

    private static final ObjectSchema TRACE = object("Trace", "The record of one run.")
            .required("trace", text("Names the run."))
            .required("surface", text("The surface."))
            .required("member", id("For whom."))
            .required("at", time("When, by the community's clock."))
            .required("sequence", count("The last event the run could see."))
            .required("seed", text("The seed of all chance in it, in hexadecimal."))
            .required("versions", map("Of pipeline, values and model.", text("A version.")))
            .required("profiled", truth("Whether what the member did before was used."))
            .required("stages", list("Each stage, in order.", STAGE))
            .required("removals", list("Removed rows by reason.", REMOVAL))
            .required("rows", list("Served rows, whole.", ROW))
            .required("full", truth("Whether single removed rows were kept, too."));

    private final Traces traces;
    private final SignedTraces references;
    private final Explainer explainer;
    private final PostForm posts;
    private final State state;
    private final Directory directory;
    private final Map<String, String> sentences;
    private final boolean demo;

    public TraceRoutes(
            Traces traces,
            SignedTraces references,
            Explainer explainer,
            PostForm posts,
            State state,
            Directory directory,
            List<Pipeline> pipelines,
            boolean demo) {
        this.traces = traces;
        this.references = references;
        this.explainer = explainer;
        this.posts = posts;
        this.state = state;
        this.directory = directory;
        this.sentences = sentences(pipelines);
        this.demo = demo;
    }

    private static Map<String, String> sentences(List<Pipeline> pipelines) {
        Map<String, String> sentences = new HashMap<>();
        for (Pipeline pipeline : pipelines) {
            pipeline.stages()
                    .forEach(stage ->
                            stage.spec().reasons().forEach(reason -> sentences.put(reason.code(), reason.text())));
        }
        return Map.copyOf(sentences);
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/traces", "listTraces")
                        .summary("The newest runs, of one member or of all.")
                        .tag("Traces")
                        .personal()
                        .query(Parameter.text("member", "Runs for this member only."))
                        .query(Parameter.integer("limit", "How many at most.", 1, 200, 50))
                        .answers(page("TracePage", SUMMARY))
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::latest),
                Route.get("/v1/traces/{trace}", "readTrace")
                        .summary("One run, stage by stage.")
                        .tag("Traces")
                        .personal()
                        .answers(TRACE)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::read));
    }

    private Response latest(Request request) {
        MemberId member = request.query("member")
                .filter(given -> !given.isEmpty())
                .map(given -> state.read(() -> ExternalId.parse(given)
                        .flatMap(directory::member)
                        .orElseThrow(() ->
                                Problem.notFound("There is no such member").exception())))
                .orElse(null);
        List<Trace> newest = traces.latest(member, request.queryInteger("limit"));
        return state.read(() -> Response.page(
                newest.stream()
                        .filter(trace -> directory.knows(new MemberId(trace.viewer())))
                        .toList(),
                (trace, out) -> {
                    head(out, trace).field("served", trace.rows().size()).end();
                },
                null));
    }

    private Response read(Request request) {
        Trace trace =
                references.open(request.path("trace")).flatMap(traces::find).orElseThrow(TraceRoutes::unknown);
        return state.read(() -> {
            if (!directory.knows(new MemberId(trace.viewer()))) throw unknown();
            return Response.json(out -> write(out, trace));
        });
    }

    private static ProblemException unknown() {
        return Problem.notFound("No such trace is kept")
                .hint("traces are kept for 30 days")
                .exception();
    }

    private JsonWriter head(JsonWriter out, Trace trace) {
        return out.object()
                .field("trace", references.reference(trace.id()))
                .field("surface", trace.surface())
                .field(
                        "member",
                        directory.externalId(new MemberId(trace.viewer())).value())
                .time("at", trace.atMillis())
                .field("sequence", trace.sequence())
                .field("profiled", trace.profiled());
    }

    /// A whole run, for its member's copy. Call it under the state's read lock.
    public Json copy(Trace trace) {
        byte[] bytes = JsonWriter.bytes(out -> write(out, trace));
        return Json.parseObject(bytes, JsonLimits.STANDARD.withBytes(bytes.length));
    }

    private void write(JsonWriter out, Trace trace) {
        head(out, trace)
                .field("seed", "%016x".formatted(trace.seed()))
                .object("versions")
                .field("pipeline", trace.versions().pipeline())
                .field("values", trace.versions().values())
                .field("model", trace.versions().model())
                .end()
                .array("stages");
        for (Trace.StageRun stage : trace.stages()) stage(out, stage);
        out.end().array("removals");
        for (Trace.RemovalCount removal : trace.removals()) {
            out.object()
                    .field("stage", removal.stage())
                    .field("code", removal.code())
                    .field("count", removal.count())
                    .field("text", sentences.getOrDefault(removal.code(), removal.code()))
                    .end();
        }
        out.end().array("rows");
        for (Trace.Row row : trace.rows()) {
            if (directory.knows(new ItemId(row.item()))) row(out, trace, row);
        }
        out.end().field("full", trace.full()).end();
    }

    private static void stage(JsonWriter out, Trace.StageRun stage) {
        boolean removes = stage.kind().equals("filter");
        out.object()
                .field("kind", stage.kind())
                .field("name", stage.name())
                .field("in", stage.in())
                .field("out", stage.out())
                .field("removed", removes ? stage.in() - stage.out() : 0)
                .field("micros", stage.micros())
                .field(
                        "status",
                        switch (stage.status()) {
                            case OK -> "ok";
                            case SKIPPED -> "skipped";
                            case FAILED -> "failed";
                            case LATE -> "deadline";
                        })
                .field("note", stage.note())
                .end();
    }

    /// Without the columns that hold members' numbers.
    private static void features(JsonWriter out, Trace trace, Trace.Row row) {
        for (String column : trace.columns()) {
            if (column.equals(ItemFacts.AUTHOR.name()) || column.equals(FriendActs.FRIEND.name())) continue;
            double value = trace.value(row, column);
            if (Double.isFinite(value)) out.decimal(column, value, 6);
        }
    }

    private void row(JsonWriter out, Trace trace, Trace.Row row) {
        boolean readable = posts.openToAll(row.item()) || (demo && posts.readable(trace.viewer(), row.item()));
        out.object()
                .field("item", posts.name(new ItemId(row.item())))
                .field("author", posts.author(row.item()))
                .field("position", row.position())
                .texts("sources", row.sources())
                .decimal("score", trace.value(row, Score.COLUMN.name()), 6)
                .array("parts");
        for (Explanation.Part part : explainer.parts(trace, row)) {
            out.object()
                    .field("act", part.act())
                    .decimal("probability", part.probability(), 6)
                    .field("weight", part.weight())
                    .decimal("value", part.value(), 6)
                    .end();
        }
        features(out.end().object("features"), trace, row);
        out.end()
                .decimal("propensity", row.propensity(), 6)
                .field("text", readable ? posts.textOf(row.item()) : null)
                .end();
    }
}
