package attune.app.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.feed.rank.Values;
import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.policy.Reason;
import attune.pipeline.run.Description;
import attune.pipeline.run.Pipeline;
import attune.pipeline.slate.Column;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.List;

/// The lines that requests walk, told by themselves.
public final class PipelineRoutes {
    private static final ObjectSchema STAGE = object("Stage", "One stage.")
            .required("kind", text("gate, source, filter …"))
            .required("name", text("Its name."))
            .required("purpose", text("What it does, in a sentence."))
            .required("reads", list("Columns it reads.", text("A column.")))
            .required("writes", list("Columns it writes.", text("A column.")))
            .required("onFailure", text("GO_ON without it, or STOP the request."))
            .required(
                    "deadlineMillis",
                    any("How long it may take; null for stages over memory.").orNull())
            .required("reasons", list("Reasons it may give.", text("A code.")));

    private static final ObjectSchema VALUE = object("ActValue", "What one act is worth.")
            .required("act", text("The act."))
            .required("weight", number("What it is worth, in likes."))
            .required("low", number("The least a reviewer may set."))
            .required("high", number("The most a reviewer may set."))
            .required("reason", text("Why."));

    private static final ObjectSchema PIPELINE = object("Pipeline", "How a surface decides.")
            .required("surface", text("The surface."))
            .required("profiled", truth("Whether it uses what members did before."))
            .required("version", text("Changes when a stage does."))
            .required("stages", list("Each stage, in order.", STAGE))
            .required("mermaid", text("The stages as a Mermaid flowchart."))
            .required("values", list("What acts are worth; empty when no model ranks.", VALUE));

    private final List<Pipeline> pipelines;
    private final Values values;

    public PipelineRoutes(List<Pipeline> pipelines, Values values) {
        this.pipelines = List.copyOf(pipelines);
        this.values = values;
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/pipelines/{surface}", "readPipeline")
                .summary("How a surface decides: its stages, their reasons, and what acts are worth.")
                .tag("Traces")
                .access(Access.SIGNED_IN)
                .query(Parameter.truth("profiled", "The line for members who allow profiling, if there is one.", true))
                .answers(PIPELINE)
                .fails(ProblemKind.NOT_FOUND)
                .by(this::read));
    }

    private Response read(Request request) {
        boolean profiled = request.queryTruth("profiled");
        List<Pipeline> named = pipelines.stream()
                .filter(pipeline -> pipeline.surface().equals(request.path("surface")))
                .toList();
        if (named.isEmpty()) throw Problem.notFound("There is no such surface").exception();
        Pipeline pipeline = named.stream()
                .filter(one -> one.profiled() == profiled)
                .findFirst()
                .orElse(named.getFirst());
        return Response.json(out -> write(out, pipeline));
    }

    private void write(JsonWriter out, Pipeline pipeline) {
        out.object()
                .field("surface", pipeline.surface())
                .field("profiled", pipeline.profiled())
                .field("version", pipeline.version())
                .array("stages");
        for (Stage stage : pipeline.stages()) write(out, stage);
        out.end().field("mermaid", Description.mermaid(pipeline)).array("values");
        for (Values.Line line : pipeline.profiled() ? values.lines() : List.<Values.Line>of()) {
            out.object()
                    .field("act", line.act())
                    .field("weight", line.weight())
                    .field("low", line.low())
                    .field("high", line.high())
                    .field("reason", line.reason())
                    .end();
        }
        out.end().end();
    }

    private static void write(JsonWriter out, Stage stage) {
        Spec spec = stage.spec();
        out.object()
                .field("kind", Pipeline.kind(stage))
                .field("name", spec.name())
                .field("purpose", spec.about())
                .texts("reads", spec.reads().stream().map(Column::name).toList())
                .texts("writes", spec.writes().stream().map(Column::name).toList())
                .field("onFailure", spec.onFailure().name());
        switch (spec.effort()) {
            case Spec.Effort.Memory _ -> out.nothing("deadlineMillis");
            case Spec.Effort.Outside(var deadline) -> out.field("deadlineMillis", deadline.toMillis());
        }
        out.texts("reasons", spec.reasons().stream().map(Reason::code).toList()).end();
    }
}
