package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Access;
import attune.http.problem.ProblemKind;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifecycleTest {
    @Test
    void full_server_says_so_at_once() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Routes slow = Routes.of(
                Route.get("/slow", "waitLong").access(Access.PUBLIC).by(_ -> {
                    entered.countDown();
                    await(leave);
                    return Response.nothing();
                }),
                Route.get("/health", "readHealth")
                        .access(Access.PUBLIC)
                        .urgent()
                        .by(_ -> Response.nothing()));
        try (RunningServer small = new RunningServer(slow, settings -> settings.concurrent(1))) {
            Thread first = Thread.startVirtualThread(() -> get(small, "/slow"));
            await(entered);

            HttpResponse<String> second = small.send(small.request("/slow"));
            Answers.assertProblem(second, ProblemKind.UNAVAILABLE, "full");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(small.send(small.request("/health")).statusCode()).isEqualTo(204);

            leave.countDown();
            first.join();
            assertThat(small.send(small.request("/slow")).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void running_request_finishes_while_the_server_stops() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Routes slow =
                Routes.of(Route.get("/slow", "waitLong").access(Access.PUBLIC).by(_ -> {
                    entered.countDown();
                    await(leave);
                    return Response.text("text/plain", "done");
                }));
        RunningServer stopping = new RunningServer(slow);
        var answer = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> answer.complete(get(stopping, "/slow")));
        await(entered);

        Thread closing = Thread.startVirtualThread(() -> {
            try {
                stopping.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        leave.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        closing.join();
    }

    @Test
    void careless_address_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> new RunningServer(Routes.of(), settings -> settings.at("0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Refusing to listen on 0.0.0.0 without TLS");
    }

    private static String get(RunningServer from, String path) {
        try {
            return from.send(from.request(path)).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
