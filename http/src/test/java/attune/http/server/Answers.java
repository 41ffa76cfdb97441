package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.problem.ProblemKind;
import java.net.http.HttpResponse;

/// What tests ask of answers.
final class Answers {
    private Answers() {}

    static void assertProblem(HttpResponse<String> answer, ProblemKind kind, String detail) {
        JsonObject problem = problem(answer, kind);
        assertThat(problem.text("detail")).contains(detail);
        assertThat(problem.has("field")).isFalse();
    }

    static void assertProblem(HttpResponse<String> answer, ProblemKind kind, String field, String detail) {
        JsonObject problem = problem(answer, kind);
        assertThat(problem.text("detail")).contains(detail);
        assertThat(problem.text("field")).isEqualTo(field);
    }

    private static JsonObject problem(HttpResponse<String> answer, ProblemKind kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(kind.status());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = Json.parseObject(answer.body());
        assertThat(problem.text("type")).isEqualTo(kind.type());
        assertThat(problem.integer("status")).isEqualTo(kind.status());
        return problem;
    }
}
