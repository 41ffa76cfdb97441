package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HostileRequestTest {
    private static RunningServer server;

    @BeforeAll
    static void open() throws IOException {
        server = new RunningServer(SampleRoutes.all());
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"item\":\"a\",\"item\":\"b\"}",
                "[]",
                "\"x\"",
                "{\"item\":7}",
                "{}",
                "{\"item\":\"\\ud800\"}"
            })
    void malformed_body_is_a_problem(String body) throws Exception {
        HttpResponse<String> answer = post(body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void body_is_checked_against_the_schema() throws Exception {
        assertThat(post("{\"item\":\"a\"}", "application/json; charset=utf-8").statusCode())
                .isEqualTo(201);
        Answers.assertProblem(post("{\"itm\":\"a\"}", "application/json"), ProblemKind.INVALID, "itm", "unknown field");
        Answers.assertProblem(
                post("{\"item\":\"a\",\"times\":-1}", "application/json"),
                ProblemKind.INVALID,
                "times",
                "-1 is out of range");
        Answers.assertProblem(
                post("{\"item\":\"a\",\"times\":1.5}", "application/json"),
                ProblemKind.INVALID,
                "times",
                "is a number, not a whole number");
    }

    @Test
    void deep_nesting_is_refused() throws Exception {
        Answers.assertProblem(
                post("{\"item\":" + "[".repeat(2000), "application/json"), ProblemKind.MALFORMED, "past a limit");
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() throws Exception {
        var request = server.request("/v1/notes", server.backendKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'}));

        Answers.assertProblem(server.send(request), ProblemKind.MALFORMED, "not UTF-8");
    }

    @Test
    void oversize_body_is_refused_declared_or_not() throws Exception {
        String big = "{\"item\":\"" + "x".repeat(5000) + "\"}";
        var chunked = server.request("/v1/notes", server.backendKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8))));

        Answers.assertProblem(post(big, "application/json"), ProblemKind.TOO_LARGE, "longer than 4096 bytes");
        Answers.assertProblem(server.send(chunked), ProblemKind.TOO_LARGE, "longer than 4096 bytes");
    }

    @Test
    void body_of_another_type_is_refused() throws Exception {
        Answers.assertProblem(
                post("item=a", "application/x-www-form-urlencoded"), ProblemKind.UNSUPPORTED_TYPE, "does not read");
        var packed = server.request("/v1/notes", server.backendKey)
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString("{}"));
        Answers.assertProblem(server.send(packed), ProblemKind.UNSUPPORTED_TYPE, "in gzip");
    }

    @Test
    void lines_are_read_one_by_one_and_a_bad_one_is_named() throws Exception {
        HttpResponse<String> answer = post("{\"a\":1}\n\nnonsense\r\n{\"a\":2}", "application/x-ndjson");

        assertThat(answer.body()).isEqualTo("[\"line 1 read\",\"line 3: Not JSON, at column 1\",\"line 4 read\"]");
    }

    @Test
    void request_for_another_host_is_refused() throws Exception {
        assertThat(server.rawGet("/v1/echo/a", "Host: evil.example\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("wrong-host");
        assertThat(server.rawGet("/v1/echo/a", "Host: localhost.evil.example:80\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(server.rawGet("http://evil.example/v1/echo/a", "Host: localhost\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(server.rawGet("http://localhost/v1/echo/a", "Host: evil.example\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(server.raw("GET /v1/echo/a HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421");
        assertThat(server.rawGet("/v1/echo/a", "Host: LOCALHOST:" + server.port() + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/echo/../traces",
                "/v1/echo/%2e%2e",
                "/v1/echo/%2E%2E/traces",
                "/v1/echo/..%2f..",
                "/v1/echo/%",
                "/v1/echo/%zz",
                "/v1/echo/%c0%af",
                "//v1/echo/a",
                "/v1/echo/a;b=c",
                "/v1/echo/\\..\\x"
            })
    void strange_paths_reach_nothing_else(String path) throws Exception {
        String answer = server.rawGet(path);

        assertThat(answer).doesNotContain("/v1/traces").doesNotContain(".java");
        assertThat(answer.startsWith("HTTP/1.1 4") || answer.contains("\"path\":\"/v1/echo/{word}\""))
                .as(answer)
                .isTrue();
    }

    @Test
    void unreadable_http_is_a_problem_too() throws Exception {
        assertThat(server.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").contains("urn:attune:problem:malformed");
        assertThat(server.rawGet("/v1/echo/a", "Host: localhost\r\n", "X: " + "y".repeat(20_000) + "\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("urn:attune:problem:headers-too-large");
    }

    /// A client that is not told would put its next request on a connection about to end.
    @Test
    void answer_that_does_not_wait_for_the_body_says_that_the_connection_ends() throws Exception {
        String refused = server.raw("POST /v1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");

        assertThat(refused).startsWith("HTTP/1.1 401").containsIgnoringCase("Connection: close");
    }

    private static HttpResponse<String> post(String body, String type) throws Exception {
        return server.send(server.request("/v1/notes", server.backendKey)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }
}
