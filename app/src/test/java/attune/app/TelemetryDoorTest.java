package attune.app;

import static attune.app.Village.acted;
import static attune.app.Village.consent;
import static attune.app.Village.joined;
import static attune.app.Village.post;
import static org.assertj.core.api.Assertions.assertThat;

import attune.app.operate.Surroundings;
import attune.http.telemetry.Attribute;
import attune.http.telemetry.OtlpTelemetry;
import attune.http.telemetry.Telemetry;
import attune.http.telemetry.TelemetrySettings;
import attune.http.telemetry.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector is told of a running node: which work was part of which, and nothing of whom it was for.
class TelemetryDoorTest {
    private static final String CALLER = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    private Path folder;

    @Test
    void a_request_arrives_with_the_run_and_the_stages_within_it() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 1);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.tell(joined("vic", "Vic"), joined("ann", "Ann"), post("ann", "a", "Tomatoes"));

                node.slate("vic");
            }

            Collector.Span request =
                    collector.named("GET /v1/members/{member}/slates/{surface}").getFirst();
            assertThat(request.parent()).isEmpty();
            assertThat(request.attributes())
                    .containsEntry("attune.community", "Village")
                    .containsEntry("http.route", "/v1/members/{member}/slates/{surface}")
                    .containsEntry("http.response.status_code", "200");
            Collector.Span run = collector.named("run home").getFirst();
            assertThat(run.parent()).isEqualTo(request.id());
            assertThat(run.trace()).isEqualTo(request.trace());
            assertThat(run.within(request)).isTrue();
            assertThat(run.attributes()).containsEntry("attune.community", "Village");
            assertThat(collector.partsOf(run))
                    .hasSizeGreaterThan(5)
                    .allMatch(stage -> stage.within(run))
                    .anyMatch(stage -> stage.name().startsWith("selector "));
        }
    }

    @Test
    void commits_snapshots_and_erasures_are_told_with_their_steps() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 1);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.tell(joined("vic", "Vic"), joined("ann", "Ann"));
                node.attune.store().snapshot();
                node.attune.trainer().train();
                node.post(node.backend, "/v1/members/ann/erasure", "{}").is(200);
            }

            Collector.Span commit = collector.named("commit").getFirst();
            assertThat(commit.attributes())
                    .containsEntry("attune.events", "2")
                    .containsEntry("attune.batches", "1")
                    .containsEntry("attune.community", "Village");
            assertThat(collector.partsOf(commit))
                    .extracting(Collector.Span::name)
                    .containsExactlyInAnyOrder("write", "sync", "fold");
            assertThat(collector.named("training").getFirst().attributes())
                    .containsEntry("attune.outcome", "not served");
            assertThat(collector.named("snapshot").getFirst().attributes()).containsKey("attune.bytes");
            assertThat(collector.named("erasure pass").getFirst().attributes()).containsEntry("attune.members", "1");
        }
    }

    /// The share of requests is none here; the erasure's request itself is not told.
    @Test
    void what_happens_seldom_is_told_whatever_the_share_of_requests() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 0);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.tell(joined("vic", "Vic"));
                node.post(node.backend, "/v1/members/vic/erasure", "{}").is(200);
            }

            assertThat(collector.spans()).extracting(Collector.Span::name).containsExactly("erasure pass");
            assertThat(collector.spans().getFirst().parent()).isEmpty();
        }
    }

    @Test
    void a_callers_trace_is_gone_on_with_and_its_decision_not_to_sample_is_kept() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 0);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.traced("00-" + CALLER + "-b7ad6b7169203331-01", "/health/ready");
                node.traced("00-" + CALLER + "-b7ad6b7169203331-00", "/health/live");
                node.traced("no such parent", "/health/live");
            }

            assertThat(collector.spans()).singleElement().satisfies(span -> {
                assertThat(span.name()).isEqualTo("GET /health/ready");
                assertThat(span.trace()).isEqualTo(CALLER);
                assertThat(span.parent()).isEqualTo("b7ad6b7169203331");
            });
        }
    }

    @Test
    void a_stranger_cannot_have_each_of_its_requests_told() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 0, false);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.traced("00-" + CALLER + "-b7ad6b7169203331-01", "/health/ready");
            }

            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void nothing_is_sent_where_no_collector_is_named() throws IOException {
        try (Collector collector = new Collector();
                RunningNode node = RunningNode.open(folder)) {
            node.tell(joined("vic", "Vic"));
            node.slate("vic");

            assertThat(collector.bodies()).isEmpty();
            assertThat(node.attune.surroundings().telemetry().listens()).isFalse();
        }
    }

    @Test
    void no_id_text_name_or_proof_leaves_in_a_span() throws IOException {
        try (Collector collector = new Collector()) {
            String token;
            String proofs;
            try (Telemetry telemetry = telling(collector.endpoint(), 1);
                    RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.tell(joined("vic-4711", "Victoria"), joined("ann-4712", "Annabel"), consent("vic-4711"));
                node.tell(post("ann-4712", "post-0815", "Tomatoes"), acted("vic-4711", "post-0815", "like"));
                token = node.token("vic-4711");
                proofs = node.backend;
                node.get(token, "/v1/members/vic-4711/slates/home?count=3").is(200);
                node.get(token, "/v1/members/ann-4712/slates/home").is(403);
                node.get(node.operator, "/v1/members/vic-4711/why-not?item=post-0815");
                node.get("wrong-proof-1234", "/v1/members/vic-4711/export");
                node.get("", "/no/such/path-5150?secret=word-5151");
                node.post(node.backend, "/v1/events", "{\"events\":[{\"broken-6001\":1}]}");
                node.post(node.backend, "/v1/members/vic-4711/erasure", "{}").is(200);
            }

            assertThat(collector.spans()).hasSizeGreaterThan(30);
            assertThat(leaks(
                            collector,
                            "4711",
                            "4712",
                            "0815",
                            "5150",
                            "5151",
                            "6001",
                            "1234",
                            "Victoria",
                            "Annabel",
                            "Tomatoes",
                            token,
                            proofs))
                    .isEmpty();
        }
    }

    @Test
    void the_scan_of_spans_finds_what_was_planted() throws IOException {
        try (Collector collector = new Collector()) {
            try (Telemetry telemetry = telling(collector.endpoint(), 1)) {
                telemetry.tell(Work.of("run home", 0, 1).with(Attribute.STAGE, "for vic-4711"));
            }

            assertThat(leaks(collector, "4711", "4712")).containsExactly("4711");
        }
    }

    private static List<String> leaks(Collector collector, String... words) {
        return Stream.of(words)
                .filter(word -> collector.bodies().stream()
                        .anyMatch(body -> new String(body, StandardCharsets.ISO_8859_1).contains(word)))
                .toList();
    }

    /// Takes connections and never answers: the worst a collector can do.
    @Test
    void a_collector_that_hangs_delays_no_request_and_holds_up_no_stop() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/v1/traces");
            Telemetry telemetry = telling(endpoint, 1);
            try (RunningNode node = RunningNode.telling(folder, telemetry)) {
                node.tell(joined("vic", "Vic"));
                long began = System.nanoTime();
                for (int i = 0; i < 50; i++) node.get("", "/health/live").is(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            }
            long began = System.nanoTime();
            telemetry.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(telemetry.standing().sent()).isZero();
        }
    }

    private static Telemetry telling(URI endpoint, double share) {
        return telling(endpoint, share, true);
    }

    private static Telemetry telling(URI endpoint, double share, boolean trusting) {
        Surroundings real = Surroundings.real();
        return OtlpTelemetry.open(
                new TelemetrySettings(
                        endpoint,
                        null,
                        "attune-test",
                        share,
                        trusting,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(50),
                        4096),
                Node.VERSION,
                real.clock(),
                real.tickerNanos());
    }
}
