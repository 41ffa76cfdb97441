package attune.http.server;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.object;

import attune.http.auth.Access;
import attune.http.json.JsonLines;
import attune.http.json.JsonObject;
import attune.http.problem.Problem;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;

/// One route for each way in and out.
final class SampleRoutes {
    private static final ObjectSchema NOTE =
            object("Note", "A note.").required("item", id("The item's id.")).optional("times", count("How often."));

    private SampleRoutes() {}

    static Routes all() {
        return Routes.of(
                Route.get("/v1/echo/{word}", "echo")
                        .access(Access.PUBLIC)
                        .query(Parameter.count(100, 20))
                        .by(SampleRoutes::echo),
                Route.get("/v1/members/{member}/slates/{surface}", "readSlate")
                        .access(Access.OWN_MEMBER)
                        .by(SampleRoutes::echo),
                Route.get("/v1/members/{member}/export", "readExport")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .by(SampleRoutes::echo),
                Route.get("/v1/traces", "listTraces").access(Access.OPERATOR).by(SampleRoutes::echo),
                Route.post("/v1/notes", "writeNote")
                        .access(Access.BACKEND_OR_OPERATOR)
                        .body(NOTE)
                        .orLines()
                        .bodyLimit(4096)
                        .by(SampleRoutes::note),
                Route.get("/v1/broken", "breakDown").access(Access.PUBLIC).by(_ -> {
                    throw new IllegalStateException("ada wrote: my secret diary");
                }),
                Route.get("/v1/long", "readLong")
                        .access(Access.PUBLIC)
                        .by(_ -> Response.streamedJson(out -> {
                            out.array();
                            for (int i = 0; i < 20_000; i++) {
                                out.value("entry " + i);
                            }
                            out.end();
                        })));
    }

    private static Response echo(Request request) {
        return Response.json(out -> out.object()
                .field("path", request.route().template().text())
                .field(
                        "word",
                        request.route().template().holes().isEmpty()
                                ? null
                                : request.path(
                                        request.route().template().holes().getFirst()))
                .field("count", request.route().query().isEmpty() ? -1 : request.queryInteger("count"))
                .end());
    }

    private static Response note(Request request) {
        if (request.hasLines()) {
            JsonLines lines = request.lines();
            return Response.json(out -> {
                out.array();
                for (var line = lines.read(); line.isPresent(); line = lines.read()) {
                    switch (line.get()) {
                        case JsonLines.Read(long number, JsonObject _) -> out.value("line " + number + " read");
                        case JsonLines.Unreadable(long _, Problem problem) -> out.value(problem.sentence());
                    }
                }
                out.end();
            });
        }
        JsonObject body = request.body();
        return Response.json(
                        out -> out.object().field("item", body.text("item")).end())
                .status(201);
    }
}
