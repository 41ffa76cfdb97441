package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.store.embedded.EmbeddedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SIGTERM does to a node in the middle of its work: a process of its own, writers and readers that do not stop by
/// themselves, and a look at the folder afterwards.
@Tag("slow")
class ServeStopTest {
    private static final Pattern ADDRESS = Pattern.compile("serves at (http://\\S+)");
    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final int ENOUGH = 150;

    @TempDir
    private Path folder;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> cutNanos = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> oddAnswers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(ENOUGH);
    private volatile String address = "";
    private volatile String key = "";
    private volatile boolean over;

    @Test
    void a_stopping_node_answers_what_came_in_time_keeps_what_it_acknowledged_and_ends_with_0() throws Exception {
        Path loaded = folder.resolve("classes.txt");
        Process node = serve(List.of("-Xlog:class+load:file=" + loaded), "upkeep.drain=1s");
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) askers.add(asker(client, i, true));
            for (int i = 0; i < READERS; i++) askers.add(asker(client, i, false));
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();

            long signalled = System.nanoTime();
            node.toHandle().destroy();
            boolean ended = node.waitFor(20, TimeUnit.SECONDS);
            for (Thread asker : askers) asker.join();

            assertThat(ended).isTrue();
            assertThat(node.exitValue()).isZero();
            assertThat(oddAnswers).isEmpty();
            // As long as it drains, whoever asks is answered; a proxy has seen by then that it is not ready.
            long drained = signalled + Duration.ofMillis(900).toNanos();
            assertThat(cutNanos).allMatch(asked -> asked > drained);
        } finally {
            over = true;
            node.destroyForcibly();
        }
        assertThat(acknowledged).hasSizeGreaterThan(ENOUGH);
        assertThat(missing()).isEmpty();
        // A node without a collector never pays for the library that tells it things.
        assertThat(Files.readString(loaded)).contains("attune.app.Node").doesNotContain("io.opentelemetry");
    }

    @Test
    void a_second_signal_ends_at_once() throws Exception {
        Process node = serve(List.of(), "upkeep.drain=5m");
        try {
            node.toHandle().destroy();
            awaitDraining();
            node.toHandle().destroy();

            assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isEqualTo(143);
        } finally {
            node.destroyForcibly();
        }
    }

    private Process serve(List<String> options, String setting) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "attune.app.command.Main",
                "serve",
                "--folder",
                folder.resolve("village").toString(),
                "--port",
                "0",
                "--set",
                setting,
                "--set",
                "http.limits.enabled=false"));
        Process node = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        BufferedReader out = node.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher at = ADDRESS.matcher(line);
            if (at.find()) address = at.group(1);
            if (!line.startsWith("Stop it")) continue;
            // Nobody sits at a terminal, so the first keys lie in files.
            key = Files.readString(folder.resolve("village/first-backend.key")).strip();
            return node;
        }
        throw new IOException("It did not start: " + Files.readString(folder.resolve("stderr.txt")));
    }

    /// Asks on and on until nobody listens any more.
    private Thread asker(HttpClient client, int number, boolean writes) {
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; !over; i++) {
                String member = "member-" + number + "-" + i;
                long asked = System.nanoTime();
                try {
                    HttpResponse<String> answer = client.send(
                            writes ? joined(member) : feed("member-0-0"), HttpResponse.BodyHandlers.ofString());
                    int status = answer.statusCode();
                    if (writes && status == 200 && answer.body().contains("accepted")) {
                        acknowledged.add(member);
                        enough.countDown();
                    }
                    // A reader may come before the first member.
                    if (status != 200 && status != 503 && (writes || status != 404)) oddAnswers.add(status);
                } catch (ConnectException closed) {
                    return;
                } catch (IOException cut) {
                    cutNanos.add(asked);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    private HttpRequest joined(String member) {
        return to("/v1/events")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"events\":[{\"type\":\"member.joined\",\"member\":\"" + member + "\",\"name\":\"M\"}]}"))
                .build();
    }

    private HttpRequest feed(String member) {
        return to("/v1/members/" + member + "/slates/home").build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private void awaitDraining() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = to("/health/ready").build();
            for (int i = 0; i < 10_000; i++) {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 503) return;
            }
        }
        throw new AssertionError("It goes on saying that it is ready.");
    }

    /// What was acknowledged and is not there after a start.
    private List<String> missing() {
        try (Attune attune =
                Attune.open(folder.resolve("village"), Surroundings.real(), EmbeddedStore.Progress.SILENT)) {
            return attune.store()
                    .state()
                    .read(() -> acknowledged.stream()
                            .filter(member -> attune.directory()
                                    .member(new ExternalId(member))
                                    .isEmpty())
                            .toList());
        }
    }
}
