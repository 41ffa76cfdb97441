package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.auth.Access;
import attune.http.limit.Rate;
import attune.http.limit.RateLimits;
import attune.http.limit.RouteClass;
import attune.http.metric.Metrics;
import attune.http.operate.MetricsRoute;
import attune.http.problem.ProblemKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsDoorTest {
    private static final Rate SLOW = Rate.of(1, 3);

    private final AtomicLong now = new AtomicLong();

    @Test
    void who_asks_too_much_is_told_when_to_come_back_and_is_let_in_then() throws Exception {
        try (RunningServer server = server(new Metrics())) {
            for (int i = 0; i < 3; i++) {
                assertThat(slate(server, "ada").statusCode()).isEqualTo(200);
            }

            HttpResponse<String> refused = slate(server, "ada");

            Answers.assertProblem(refused, ProblemKind.TOO_MANY, "This member has asked too much");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"read\";q=3;w=3");
            assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"read\";r=0;t=1");
            assertThat(slate(server, "bob").statusCode()).isEqualTo(200);
            now.addAndGet(1_000_000_000L);
            assertThat(slate(server, "ada").statusCode()).isEqualTo(200);
            assertThat(server.metrics.scrape()).contains("attune_http_limited_total{by=\"member\",class=\"read\"} 1.0");
        }
    }

    @Test
    void who_shows_no_key_is_limited_by_address() throws Exception {
        try (RunningServer server = server(new Metrics())) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send(server.request("/v1/echo/x")).statusCode())
                        .isEqualTo(200);
            }

            HttpResponse<String> refused = server.send(server.request("/v1/echo/x"));

            Answers.assertProblem(refused, ProblemKind.TOO_MANY, "from this address");
        }
    }

    @Test
    void guessing_keys_is_limited_by_address() throws Exception {
        try (RunningServer server = server(new Metrics())) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send(server.request("/v1/traces", "ak.0.guess" + i))
                                .statusCode())
                        .isEqualTo(401);
            }

            Answers.assertProblem(
                    server.send(server.request("/v1/traces", "ak.0.guess")), ProblemKind.TOO_MANY, "this address");
            assertThat(server.send(server.request("/v1/traces", server.operatorKey))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void who_is_refused_takes_nothing_from_the_member_they_name() throws Exception {
        try (RunningServer server = server(new Metrics())) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send(server.request("/v1/members/ada/slates/home", server.operatorKey))
                                .statusCode())
                        .isEqualTo(403);
            }

            assertThat(slate(server, "ada").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void figures_are_never_limited() throws Exception {
        Metrics metrics = new Metrics();
        try (RunningServer server = server(metrics)) {
            for (int i = 0; i < 20; i++) {
                assertThat(server.send(server.request("/metrics")).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void without_limits_no_answer_speaks_of_one() throws Exception {
        try (RunningServer server = new RunningServer(SampleRoutes.all())) {
            HttpResponse<String> answer = server.send(server.request("/v1/echo/x"));

            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
        }
    }

    private RunningServer server(Metrics metrics) throws Exception {
        RateLimits limits = new RateLimits(
                true,
                Map.of(RouteClass.READ, Rate.of(100, 3)),
                Map.of(RouteClass.READ, SLOW),
                Map.of(RouteClass.READ, SLOW, RouteClass.SIGN_IN, SLOW),
                100);
        return new RunningServer(
                SampleRoutes.all().and(MetricsRoute.of(metrics, Access.PUBLIC)),
                settings -> settings.limits(limits),
                false,
                now::get);
    }

    private static HttpResponse<String> slate(RunningServer server, String member) throws Exception {
        return server.send(server.request("/v1/members/" + member + "/slates/home", server.backendKey)
                .method("GET", BodyPublishers.noBody()));
    }
}
