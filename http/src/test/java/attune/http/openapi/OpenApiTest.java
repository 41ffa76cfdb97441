package attune.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Access;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.json.JsonText;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.http.schema.Schemas;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final ObjectSchema AUTHOR =
            Schemas.object("Author", "Who wrote it.").required("name", Schemas.text("Their name."));
    private static final ObjectSchema LIKED = Schemas.object("Liked", "A like.")
            .required("type", Schemas.choice("Which.", "liked"))
            .required("item", Schemas.id("The item."));
    private static final ObjectSchema BATCH = Schemas.object("Batch", "Events.")
            .required("events", Schemas.list("Them.", Schemas.oneOf("One.", "type", Map.of("liked", LIKED)), 1, 10));
    private static final ObjectSchema ITEM = Schemas.object("Item", "A post.")
            .required("item", Schemas.id("Its id."))
            .optional("author", AUTHOR.orNull());

    private static final Routes ROUTES = Routes.of(
            Route.get("/v1/items/{item}", "readItem")
                    .summary("One item.")
                    .access(Access.SIGNED_IN)
                    .query(Parameter.count(100, 20))
                    .answers(ITEM)
                    .fails(ProblemKind.NOT_FOUND)
                    .by(_ -> Response.nothing()),
            Route.post("/v1/events", "appendEvents")
                    .summary("Events.")
                    .access(Access.BACKEND_OR_OPERATOR)
                    .body(BATCH)
                    .orLines()
                    .answers(ITEM)
                    .by(_ -> Response.nothing()),
            Route.get("/open", "readOpen")
                    .summary("Open.")
                    .access(Access.PUBLIC)
                    .by(_ -> Response.nothing()),
            Route.get("/hidden", "readHidden").unlisted().by(_ -> Response.nothing()));

    private final JsonObject document = Json.parseObject(new OpenApi("0.1.0", ROUTES).json(), JsonLimits.STANDARD);

    @Test
    void every_path_parameter_is_declared_and_every_operation_named_once() {
        assertThat(faults(document)).isEmpty();
    }

    /// The check above must be able to fail.
    @Test
    void check_finds_planted_faults() {
        String text = document.toString();

        assertThat(faults(Json.parseObject(
                        text.replace("\"name\":\"item\",\"in\":\"path\"", "\"name\":\"x\",\"in\":\"path\""))))
                .isNotEmpty();
        assertThat(faults(Json.parseObject(text.replace("appendEvents", "readItem"))))
                .isNotEmpty();
        assertThat(faults(Json.parseObject(text.replace("\"Author\":", "\"Writer\":"))))
                .isNotEmpty();
    }

    @Test
    void guarded_route_says_so_and_open_one_does_not() {
        assertThat(operation("/v1/items/{item}", "get").array("security").objects())
                .hasSize(2);
        assertThat(operation("/open", "get").array("security").size()).isZero();
        assertThat(document.object("paths").has("/hidden")).isFalse();
    }

    @Test
    void problems_are_described_by_status() {
        JsonObject responses = operation("/v1/items/{item}", "get").object("responses");

        assertThat(responses.names()).contains("200", "400", "401", "403", "404", "500", "503");
        assertThat(responses.object("404").object("content").names()).containsExactly("application/problem+json");
        assertThat(operation("/v1/events", "post").object("responses").names()).contains("413", "415");
    }

    @Test
    void two_schemas_of_one_name_are_refused() {
        Routes clash = ROUTES.and(Routes.of(Route.get("/other", "readOther")
                .answers(Schemas.object("Item", "Another."))
                .by(_ -> Response.nothing())));

        assertThatThrownBy(() -> new OpenApi("0", clash).json()).hasMessage("Two schemas are named Item");
    }

    private JsonObject operation(String path, String method) {
        return document.object("paths").object(path).object(method);
    }

    private static List<String> faults(JsonObject document) {
        Set<String> faults = new TreeSet<>();
        Set<String> operations = new HashSet<>();
        JsonObject paths = document.object("paths");
        for (String path : paths.names()) {
            for (String method : paths.object(path).names()) {
                JsonObject operation = paths.object(path).object(method);
                if (!operations.add(operation.text("operationId"))) {
                    faults.add("operation named twice: " + operation.text("operationId"));
                }
                Set<String> declared = new HashSet<>();
                for (JsonObject parameter : operation.objects("parameters")) {
                    if (parameter.text("in").equals("path")) {
                        declared.add(parameter.text("name"));
                    }
                }
                Set<String> used = new HashSet<>();
                Pattern.compile("\\{([A-Za-z]+)}").matcher(path).results().forEach(hole -> used.add(hole.group(1)));
                if (!declared.equals(used)) {
                    faults.add(path + " declares " + declared);
                }
            }
        }
        Set<String> schemas = document.object("components").object("schemas").names();
        Pattern.compile("#/components/schemas/([A-Za-z]+)")
                .matcher(document.toString())
                .results()
                .map(reference -> reference.group(1))
                .filter(name -> !schemas.contains(name))
                .forEach(name -> faults.add("no schema " + name));
        if (!(document.get("openapi") instanceof JsonText(String version) && version.startsWith("3.1"))) {
            faults.add("not OpenAPI 3.1");
        }
        return List.copyOf(faults);
    }
}
