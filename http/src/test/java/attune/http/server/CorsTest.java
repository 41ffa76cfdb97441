package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorsTest {
    private static final String OURS = "https://feed.example";

    @Test
    void without_a_list_no_page_of_elsewhere_is_let_in() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all())) {
            HttpResponse<String> answer =
                    server.send(server.request("/v1/echo/x").header("Origin", OURS));

            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
            assertThat(answer.headers().allValues("Vary")).doesNotContain("Origin");
        }
    }

    @Test
    void a_listed_page_may_call_with_a_members_token_and_never_with_cookies() throws Exception {
        try (RunningServer server = listed()) {
            HttpResponse<String> answer =
                    server.send(server.request("/v1/members/ada/slates/home", server.memberToken("ada"))
                            .header("Origin", OURS));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(OURS);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(answer.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElse(""))
                    .contains("Request-Id", "Retry-After");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void another_page_gets_no_permission_but_its_answer_still_varies_by_origin() throws Exception {
        try (RunningServer server = listed()) {
            HttpResponse<String> answer =
                    server.send(server.request("/v1/echo/x").header("Origin", "https://feed.example.evil.example"));

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void a_preflight_of_a_listed_page_says_what_the_path_takes() throws Exception {
        try (RunningServer server = listed()) {
            HttpResponse<String> answer = preflight(server, OURS);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(OURS);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET, HEAD");
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElse(""))
                    .contains("Authorization");
            assertThat(preflight(server, "https://evil.example").headers().firstValue("Access-Control-Allow-Methods"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_no_origin_is_refused_at_the_start() {
        for (String wrong : Set.of("*", "feed.example", "https://feed.example/", "https://Feed.example", "null")) {
            assertThatThrownBy(() -> HttpSettings.local(0).origins(Set.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no origin");
        }
    }

    private static HttpResponse<String> preflight(RunningServer server, String origin) throws Exception {
        return server.send(server.request("/v1/members/ada/slates/home")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization"));
    }

    private static RunningServer listed() throws Exception {
        return new RunningServer(SampleRoutes.all(), settings -> settings.origins(Set.of(OURS)));
    }
}
