package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpServerTest {
    private static RunningServer server;

    @BeforeAll
    static void open() throws IOException {
        server = new RunningServer(SampleRoutes.all());
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    @Test
    void route_answers_with_decoded_path_and_defaults() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/v1/echo/https%3A%2F%2Fexample.net%2F%C3%BC%25"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"path\":\"/v1/echo/{word}\",\"word\":\"https://example.net/ü%\",\"count\":20}");
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void query_is_checked_against_its_declaration() throws Exception {
        Answers.assertProblem(
                server.send(server.request("/v1/echo/a?count=101")),
                ProblemKind.INVALID,
                "count",
                "101 is out of range");
        Answers.assertProblem(
                server.send(server.request("/v1/echo/a?count=x")),
                ProblemKind.INVALID,
                "count",
                "is not a whole number");
        Answers.assertProblem(
                server.send(server.request("/v1/echo/a?cuont=1")),
                ProblemKind.INVALID,
                "cuont",
                "unknown query parameter");
        Answers.assertProblem(
                server.send(server.request("/v1/echo/a?count=1&count=2")), ProblemKind.INVALID, "count", "given twice");
    }

    @Test
    void unknown_path_is_a_problem() throws Exception {
        Answers.assertProblem(server.send(server.request("/v1/nothing")), ProblemKind.NOT_FOUND, "No route");
    }

    @Test
    void wrong_method_says_which_are_right() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/v1/notes").DELETE());

        Answers.assertProblem(answer, ProblemKind.METHOD_NOT_ALLOWED, "takes POST");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(server.send(server.request("/v1/echo/a").method("OPTIONS", BodyPublishers.noBody()))
                        .headers()
                        .firstValue("Allow"))
                .hasValue("GET, HEAD");
    }

    @Test
    void head_is_a_get_without_the_body() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/v1/echo/a").HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }

    @Test
    void failure_inside_tells_the_client_nothing() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/v1/broken"));

        Answers.assertProblem(answer, ProblemKind.INTERNAL, "The server failed");
        assertThat(answer.body())
                .doesNotContain("diary")
                .doesNotContain("IllegalState")
                .doesNotContain(".java");
    }

    @Test
    void log_of_a_failure_holds_no_message() {
        String text = FailureLog.describe(new IllegalStateException("my secret diary", new IOException("ada's")));

        assertThat(text)
                .contains("IllegalStateException")
                .contains("IOException")
                .contains("HttpServerTest");
        assertThat(text).doesNotContain("diary").doesNotContain("ada");
    }

    @Test
    void long_answer_streams_whole() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/v1/long"));

        assertThat(Json.parse(answer.body()).toString()).contains("entry 19999");
    }

    @Test
    void answer_is_packed_when_asked_and_worth_it() throws Exception {
        String padding = "x".repeat(3000);
        var request = server.request("/v1/echo/" + padding)
                .header("Accept-Encoding", "gzip")
                .build();

        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).contains(padding);
        }
    }

    @Test
    void type_that_the_client_does_not_accept_is_refused() throws Exception {
        Answers.assertProblem(
                server.send(server.request("/v1/echo/a").header("Accept", "text/html")),
                ProblemKind.NOT_ACCEPTABLE,
                "answers application/json");
        assertThat(server.send(server.request("/v1/echo/a").header("Accept", "application/*"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void latencies_are_measured_by_template_never_by_member() throws Exception {
        server.send(server.request("/v1/echo/very-private-id"));

        assertThat(server.metrics.scrape())
                .contains("attune_http_requests_seconds_bucket{method=\"GET\",route=\"/v1/echo/{word}\"")
                .doesNotContain("very-private-id");
    }
}
