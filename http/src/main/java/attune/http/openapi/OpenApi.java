package attune.http.openapi;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.limit.RouteClass;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.http.schema.Schema;
import attune.http.schema.Schemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The API's description for people and generators of clients: OpenAPI 3.1 with JSON Schema 2020-12, written from the
/// routes that the server really answers.
public final class OpenApi {
    private static final ObjectSchema PROBLEM = Schemas.object("Problem", "What went wrong (RFC 9457).")
            .required("type", Schemas.text("Identifies the kind of problem."))
            .required("title", Schemas.text("The kind in words."))
            .required("status", Schemas.integer("The HTTP status.", 400, 599))
            .required("detail", Schemas.text("What is wrong with this request."))
            .optional("field", Schemas.text("Where, for example events[3].at."))
            .optional("hint", Schemas.text("How to mend it."));

    private final String version;
    private final List<Route> routes;

    /// @param version the product's version
    public OpenApi(String version, Routes routes) {
        this.version = version;
        this.routes = routes.all().stream().filter(Route::listed).toList();
    }

    /// `GET /v1/openapi.json`, written once.
    public Routes routes() {
        byte[] json = json();
        return Routes.of(Route.get("/v1/openapi.json", "readOpenApi")
                .summary("This description.")
                .tag("Operation")
                .access(Access.PUBLIC)
                .unlisted()
                .by(_ -> Response.bytes("application/json", json)));
    }

    public byte[] json() {
        return JsonWriter.bytes(this::write);
    }

    private void write(JsonWriter out) {
        out.object().field("openapi", "3.1.0");
        out.object("info").field("title", "Attune").field("version", version);
        out.field("description", "Ranked, explained and erasable feeds for a social network.");
        out.object("license")
                .field("name", "Apache-2.0")
                .field("identifier", "Apache-2.0")
                .end()
                .end();
        out.field("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema");
        out.object("paths");
        byPath().forEach((path, operations) -> {
            out.object(path);
            operations.forEach(route -> operation(route, out));
            out.end();
        });
        out.end();
        components(out);
        out.end();
    }

    private Map<String, List<Route>> byPath() {
        Map<String, List<Route>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.template().text(), _ -> new ArrayList<>())
                    .add(route);
        }
        return paths;
    }

    private static void operation(Route route, JsonWriter out) {
        out.object(route.method().name().toLowerCase(Locale.ROOT)).field("operationId", route.operation());
        out.field("summary", route.summary()).field("description", description(route));
        out.array("tags").value(route.tag()).end();
        if (route.personal()) out.field("x-attune-personal", true);
        parameters(route, out);
        Schema body = route.body();
        if (body != null) {
            out.object("requestBody").field("required", true).object("content");
            out.object("application/json").field("schema", body::describe).end();
            if (route.lines()) {
                out.object("application/x-ndjson")
                        .object("schema")
                        .field("type", "string")
                        .end()
                        .end();
            }
            out.end().end();
        }
        out.object("responses");
        success(route, out);
        problems(route).forEach((status, kinds) -> problem(status, kinds, out));
        out.end();
        security(route, out);
        out.end();
    }

    private static String description(Route route) {
        String access = "For " + route.access().words() + ".";
        return route.description().isEmpty() ? access : route.description() + "\n\n" + access;
    }

    private static void parameters(Route route, JsonWriter out) {
        out.array("parameters");
        for (String hole : route.template().holes()) {
            out.object().field("name", hole).field("in", "path").field("required", true);
            out.field("description", "Percent-encoded.");
            out.object("schema").field("type", "string").end().end();
        }
        for (Parameter parameter : route.query()) {
            out.object().field("name", parameter.name()).field("in", "query").field("required", false);
            out.field("description", description(parameter))
                    .field("schema", parameter.schema()::describe)
                    .end();
        }
        out.end();
    }

    private static String description(Parameter parameter) {
        String what = parameter.schema().description();
        return parameter.absent() == null ? what : what + " Default: " + parameter.absent() + ".";
    }

    private static void success(Route route, JsonWriter out) {
        out.object(Integer.toString(route.status())).field("description", "Done.");
        if (route.status() != 204) {
            out.object("content").object(mediaType(route)).object("schema");
            Schema answer = route.answer();
            if (answer instanceof ObjectSchema object) {
                out.field("$ref", "#/components/schemas/" + object.name());
            }
            out.end().end().end();
        }
        out.end();
    }

    private static String mediaType(Route route) {
        return route.answerType().split(";")[0];
    }

    /// What each route declares, and what every route shares.
    private static Map<Integer, List<ProblemKind>> problems(Route route) {
        List<ProblemKind> kinds = new ArrayList<>(route.fails());
        if (route.access() != Access.PUBLIC) {
            kinds.add(ProblemKind.UNAUTHENTICATED);
            kinds.add(ProblemKind.FORBIDDEN);
        }
        if (!route.query().isEmpty() || route.body() != null) {
            kinds.add(ProblemKind.INVALID);
        }
        if (route.body() != null) {
            kinds.add(ProblemKind.MALFORMED);
            kinds.add(ProblemKind.TOO_LARGE);
            kinds.add(ProblemKind.UNSUPPORTED_TYPE);
        }
        if (RouteClass.of(route) != RouteClass.EXEMPT) kinds.add(ProblemKind.TOO_MANY);
        kinds.add(ProblemKind.INTERNAL);
        kinds.add(ProblemKind.UNAVAILABLE);
        Map<Integer, List<ProblemKind>> byStatus = new TreeMap<>();
        kinds.stream()
                .distinct()
                .sorted(Comparator.comparing(ProblemKind::code))
                .forEach(kind -> byStatus.computeIfAbsent(kind.status(), _ -> new ArrayList<>())
                        .add(kind));
        return byStatus;
    }

    private static void problem(int status, List<ProblemKind> kinds, JsonWriter out) {
        String described = String.join(
                "; ",
                kinds.stream()
                        .map(kind -> kind.title() + " (`" + kind.type() + "`)")
                        .toList());
        out.object(Integer.toString(status)).field("description", described);
        out.object("content").object("application/problem+json");
        out.object("schema")
                .field("$ref", "#/components/schemas/Problem")
                .end()
                .end()
                .end()
                .end();
    }

    private static void security(Route route, JsonWriter out) {
        out.array("security");
        if (route.access() != Access.PUBLIC) {
            out.object()
                    .array("bearer")
                    .end()
                    .end()
                    .object()
                    .array("session")
                    .end()
                    .end();
        }
        out.end();
    }

    private void components(JsonWriter out) {
        out.object("components").object("schemas");
        for (ObjectSchema schema : schemas().values()) {
            out.field(schema.name(), schema::define);
        }
        out.end().object("securitySchemes");
        out.object("bearer").field("type", "http").field("scheme", "bearer");
        out.field("description", "An operator key, a backend key or a member token.")
                .end();
        out.object("session").field("type", "apiKey").field("in", "cookie").field("name", "attune-session");
        out.field(
                        "description",
                        "The console's session, __Host-attune-session by TLS; writes also need its header and origin.")
                .end();
        out.end().end();
    }

    /// Every object that a route refers to, each once.
    private Map<String, ObjectSchema> schemas() {
        Map<String, ObjectSchema> found = new TreeMap<>();
        collect(List.of(PROBLEM), found);
        for (Route route : routes) {
            Schema body = route.body();
            Schema answer = route.answer();
            collect(body == null ? List.of() : body.objects(), found);
            collect(answer == null ? List.of() : answer.objects(), found);
        }
        return found;
    }

    private static void collect(List<ObjectSchema> schemas, Map<String, ObjectSchema> found) {
        for (ObjectSchema schema : schemas) {
            ObjectSchema other = found.putIfAbsent(schema.name(), schema);
            if (other == null) {
                collect(schema.inner(), found);
            } else if (!other.equals(schema)) {
                throw new IllegalArgumentException("Two schemas are named " + schema.name());
            }
        }
    }
}
