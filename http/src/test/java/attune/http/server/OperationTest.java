package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Access;
import attune.http.client.ApiClient;
import attune.http.metric.Metrics;
import attune.http.operate.Health;
import attune.http.operate.MetricsRoute;
import attune.http.problem.ProblemException;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OperationTest {
    @Test
    void node_is_ready_when_every_check_passes() throws Exception {
        AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.of("replaying the log"));
        Health health = new Health(List.of(new Health.Check("log", trouble::get)));
        try (RunningServer server = new RunningServer(health.routes())) {
            var starting = server.send(server.request("/health/ready"));
            assertThat(starting.statusCode()).isEqualTo(503);
            assertThat(starting.body())
                    .isEqualTo("{\"ready\":false,\"checks\":[{\"name\":\"log\",\"trouble\":\"replaying the log\"}]}");
            assertThat(server.send(server.request("/health/live")).statusCode()).isEqualTo(200);

            trouble.set(Optional.empty());
            assertThat(server.send(server.request("/health/ready")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void metrics_show_the_runtime_and_what_was_counted() throws Exception {
        try (Metrics metrics = new Metrics()) {
            metrics.watchRuntime();
            metrics.counter("attune.events.accepted", "Events.", "kind", "followed")
                    .add(3);
            metrics.gauge("attune.log.sequence", "Sequence.", () -> 42);
            try (RunningServer server = new RunningServer(MetricsRoute.of(metrics, Access.PUBLIC))) {
                assertThat(server.send(server.request("/metrics")).body())
                        .contains("attune_events_accepted_total{kind=\"followed\"} 3.0")
                        .contains("attune_log_sequence 42.0")
                        .contains("jvm_memory_used_bytes");
            }
        }
    }

    @Test
    void client_reads_answers_and_throws_the_nodes_own_problems() throws Exception {
        Routes routes = Routes.of(Route.get("/v1/members/{member}", "readMember")
                .access(Access.BACKEND_OR_OPERATOR)
                .by(request -> Response.json(out ->
                        out.object().field("member", request.path("member")).end())));
        try (RunningServer server = new RunningServer(routes);
                ApiClient client = new ApiClient(server.address(), server.backendKey)) {
            String path = ApiClient.path("/v1/members/{}", "a/ü b");

            assertThat(client.get(path).text("member")).isEqualTo("a/ü b");
            assertThatThrownBy(() -> client.get("/v1/nothing"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("No route has this path");
        }
    }
}
