package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.auth.Access;
import attune.http.problem.ProblemKind;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedBodyTest {
    private static final int LIMIT = 4_000_000;

    @Test
    void a_gzipped_body_is_read_like_a_plain_one() throws Exception {
        try (RunningServer server = server()) {
            HttpResponse<String> answer = send(server, gzip("hello".repeat(1000).getBytes(StandardCharsets.UTF_8)));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("5000");
        }
    }

    @Test
    void what_comes_out_counts_against_the_limit() throws Exception {
        byte[] noise = new byte[LIMIT + 1];
        new Random(7).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) noise[i] = (byte) (noise[i] & 3);
        try (RunningServer server = server()) {
            Answers.assertProblem(send(server, gzip(noise)), ProblemKind.TOO_LARGE, "longer than 4000000 bytes");
        }
    }

    /// A megabyte of zeros packs to a thousandth.
    @Test
    void a_bomb_is_refused_long_before_the_limit() throws Exception {
        try (RunningServer server = server()) {
            Answers.assertProblem(
                    send(server, gzip(new byte[1_000_000])), ProblemKind.TOO_LARGE, "200 times its packed size");
        }
    }

    @Test
    void what_is_no_gzip_or_cut_off_is_malformed() throws Exception {
        byte[] whole = gzip("hello".getBytes(StandardCharsets.UTF_8));
        try (RunningServer server = server()) {
            Answers.assertProblem(
                    send(server, "hello".getBytes(StandardCharsets.UTF_8)), ProblemKind.MALFORMED, "gzip");
            Answers.assertProblem(
                    send(server, Arrays.copyOf(whole, whole.length - 4)), ProblemKind.MALFORMED, "cut off");
        }
    }

    @Test
    void another_packing_is_named_as_not_read() throws Exception {
        try (RunningServer server = server()) {
            HttpResponse<String> answer = server.send(server.request("/v1/length", server.backendKey)
                    .header("Content-Encoding", "br")
                    .POST(BodyPublishers.ofString("x")));

            Answers.assertProblem(answer, ProblemKind.UNSUPPORTED_TYPE, "in gzip");
        }
    }

    @Test
    void a_long_answer_varies_by_what_clients_accept_whether_packed_or_not() throws Exception {
        try (RunningServer server = server()) {
            HttpResponse<String> plain = server.send(server.request("/v1/text", server.backendKey));
            HttpResponse<String> packed =
                    server.send(server.request("/v1/text", server.backendKey).header("Accept-Encoding", "gzip"));
            HttpResponse<String> refused = server.send(
                    server.request("/v1/text", server.backendKey).header("Accept-Encoding", "br, gzip; q=0"));

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(plain.headers().allValues("Vary")).contains("Accept-Encoding");
            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
            assertThat(packed.headers().firstValue("ETag")).hasValue("W/\"one\"");
            assertThat(plain.headers().firstValue("ETag")).hasValue("\"one\"");
            assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    private static RunningServer server() throws Exception {
        return new RunningServer(Routes.of(
                Route.post("/v1/length", "measure")
                        .access(Access.BACKEND_OR_OPERATOR)
                        .answersType("text/plain")
                        .bodyLimit(LIMIT)
                        .by(request -> Response.text("text/plain", "" + request.bytes().length)),
                Route.get("/v1/text", "readText")
                        .access(Access.BACKEND_OR_OPERATOR)
                        .answersType("text/plain")
                        .by(_ -> Response.text("text/plain", "long ".repeat(1000))
                                .header("ETag", "\"one\""))));
    }

    private static HttpResponse<String> send(RunningServer server, byte[] body) throws Exception {
        return server.send(server.request("/v1/length", server.backendKey)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
