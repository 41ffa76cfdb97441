package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.problem.ProblemKind;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionTest {
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
    void key_of_the_right_scope_opens_a_route() throws Exception {
        Answers.assertProblem(server.send(server.request("/v1/traces")), ProblemKind.UNAUTHENTICATED, "operator key");
        Answers.assertProblem(
                server.send(server.request("/v1/traces", "ak.nope.nope")), ProblemKind.UNAUTHENTICATED, "not known");
        Answers.assertProblem(
                server.send(server.request("/v1/traces", server.operatorKey + "x")),
                ProblemKind.UNAUTHENTICATED,
                "not known");
        Answers.assertProblem(
                server.send(server.request("/v1/traces", server.backendKey)), ProblemKind.FORBIDDEN, "operator key");
        assertThat(server.send(server.request("/v1/traces", server.operatorKey)).statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/v1/traces")).headers().firstValue("WWW-Authenticate"))
                .isPresent();
    }

    @Test
    void member_reads_only_their_own() throws Exception {
        String ada = server.memberToken("ada/1");

        assertThat(server.send(server.request("/v1/members/ada%2F1/slates/home", ada))
                        .statusCode())
                .isEqualTo(200);
        Answers.assertProblem(
                server.send(server.request("/v1/members/bob/slates/home", ada)), ProblemKind.FORBIDDEN, "own token");
        assertThat(server.send(server.request("/v1/members/bob/slates/home", server.backendKey))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/v1/traces", ada)).statusCode()).isEqualTo(403);
    }

    @Test
    void operator_is_no_member_but_answers_rights_requests() throws Exception {
        assertThat(server.send(server.request("/v1/members/bob/slates/home", server.operatorKey))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.request("/v1/members/bob/export", server.operatorKey))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void staff_are_witnessed_before_they_see_a_member_and_see_nothing_unwitnessed() throws Exception {
        try (RunningServer watched = new RunningServer(SampleRoutes.all())) {
            String export = "/v1/members/bob/export";
            watched.send(watched.request(export, watched.operatorKey));
            watched.send(watched.request(export, watched.backendKey));
            watched.send(watched.request(export, watched.memberToken("bob")));
            assertThat(watched.witnessed).containsExactly("member.accessed bob readExport");

            watched.blind = true;
            Answers.assertProblem(
                    watched.send(watched.request(export, watched.operatorKey)),
                    ProblemKind.UNAVAILABLE,
                    "could not be recorded");
            assertThat(watched.send(watched.request(export, watched.backendKey)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void operator_may_be_any_member_in_a_demo() throws Exception {
        try (RunningServer demo = RunningServer.demo(SampleRoutes.all())) {
            assertThat(demo.send(demo.request("/v1/members/bob/slates/home", demo.operatorKey))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void backend_mints_a_token_that_speaks_for_a_member() throws Exception {
        HttpResponse<String> minted = server.send(
                server.request("/v1/members/eve/tokens", server.backendKey).POST(BodyPublishers.ofString("{}")));
        String token = Json.parseObject(minted.body()).text("token");

        assertThat(minted.statusCode()).isEqualTo(201);
        assertThat(server.send(server.request("/v1/members/eve/slates/home", token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/v1/members/eve/slates/home", token.substring(0, token.length() - 2)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void link_signs_in_once_and_the_cookie_reads() throws Exception {
        String link = server.signInLink();
        HttpResponse<String> first = server.send(server.request("/signin?token=" + link));
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        Answers.assertProblem(
                server.send(server.request("/signin?token=" + link)), ProblemKind.UNAUTHENTICATED, "used already");
        HttpResponse<String> session = server.send(server.request("/v1/session").header("Cookie", bare(cookie)));
        assertThat(session.body()).contains("\"role\":\"operator\",\"name\":null,");
        assertThat(server.send(server.request("/v1/session")).body()).contains("\"role\":null");
    }

    @Test
    void browsers_of_a_node_that_others_reach_hold_a_cookie_for_tls_alone() throws Exception {
        try (RunningServer proxied =
                new RunningServer(SampleRoutes.all(), http -> http.named(Set.of("feed.example")))) {
            HttpResponse<String> signed = proxied.send(proxied.request("/signin?token=" + proxied.signInLink()));
            String cookie = signed.headers().firstValue("Set-Cookie").orElseThrow();

            assertThat(cookie)
                    .startsWith("__Host-attune-session=")
                    .contains("; Path=/;")
                    .endsWith("; Secure");
            assertThat(signed.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(proxied.send(proxied.request("/v1/session").header("Cookie", bare(cookie)))
                            .body())
                    .contains("\"role\":\"operator\"");
            String planted = bare(cookie).replace("__Host-", "");
            assertThat(proxied.send(proxied.request("/v1/session").header("Cookie", planted))
                            .body())
                    .as("one that a neighbouring host may have planted")
                    .contains("\"role\":null");
        }
    }

    @Test
    void write_by_cookie_needs_the_consoles_own_page() throws Exception {
        String cookie = bare(server.send(server.request("/signin?token=" + server.signInLink()))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow());
        String origin = server.address().toString();

        assertThat(writeByCookie(cookie, "", "")).isEqualTo(403);
        assertThat(writeByCookie(cookie, "1", "")).isEqualTo(403);
        assertThat(writeByCookie(cookie, "", origin)).isEqualTo(403);
        assertThat(writeByCookie(cookie, "1", "http://evil.example")).isEqualTo(403);
        assertThat(writeByCookie(cookie, "1", "http://127.0.0.1:1")).isEqualTo(403);
        assertThat(writeByCookie(cookie, "1", "null")).isEqualTo(403);
        assertThat(writeByCookie(cookie, "1", origin)).isEqualTo(201);
    }

    private static int writeByCookie(String cookie, String console, String origin) throws Exception {
        var request = server.request("/v1/notes")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"item\":\"a\"}"));
        if (!console.isEmpty()) {
            request.header("Attune-Console", console);
        }
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return server.send(request).statusCode();
    }

    private static String bare(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }
}
