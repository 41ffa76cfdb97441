package attune.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    private Path folder;

    @Test
    void quick_bench_measures_every_figure_once() {
        Scorecard card = new Scorecard(line -> {}, true);

        new Bench(Bench.Size.QUICK, Surroundings.real(), card).run(folder);

        List<Finding> findings = card.findings();
        assertThat(findings)
                .extracting(Finding::id)
                .contains(
                        "feed.cpu",
                        "feed.allocation",
                        "http.no-op.at-20-per-s.p99",
                        "http.home.at-20-per-s.p99",
                        "ingest.1x500.rate",
                        "ingest.64x1.rate",
                        "freshness.like-to-next-answer",
                        "memory.item",
                        "start.wall")
                .doesNotContain("http.home.at-20-per-s.failed", "http.no-op.at-20-per-s.failed");
        assertThat(findings)
                .filteredOn(finding -> finding.id().equals("feed.entries"))
                .allMatch(finding -> finding.value() > 0);
    }

    @Test
    void scale_measures_writing_starting_and_weight() {
        Scorecard card = new Scorecard(line -> {}, true);
        Scale scale = new Scale(Surroundings.real(), card);

        scale.starts(folder, 4_000);
        scale.memory(100, 100, 3);

        assertThat(card.findings())
                .extracting(Finding::id)
                .contains(
                        "ingest.batches.acts.rate",
                        "snapshot.write.wall",
                        "start.snapshot.wall",
                        "start.replay.rate",
                        "memory.act");
        assertThat(card.findings())
                .filteredOn(finding -> finding.id().endsWith(".replayed"))
                .extracting(Finding::id, Finding::value)
                .containsExactlyInAnyOrder(
                        tuple("start.snapshot.replayed", 0.0), tuple("start.replay.replayed", 4_000.0));
        assertThat(card.findings())
                .filteredOn(finding -> finding.baseline() != null)
                .extracting(Finding::id, Finding::baseline)
                .contains(
                        tuple("start.replay.wall-over", "replay.read-only"),
                        tuple("start.snapshot.wall-over", "start.replay"));
    }

    @Test
    void ingest_measures_every_way_in_and_what_bounds_it() throws IOException {
        Scorecard card = new Scorecard(line -> {}, true);

        new Ingest(Ingest.Size.QUICK, Surroundings.real(), card).run(folder);

        assertThat(card.findings())
                .extracting(Finding::id)
                .contains(
                        "ingest.disk.sync",
                        "ingest.batches.in-process.rate",
                        "ingest.batches.http.rate",
                        "ingest.batches.http.cpu",
                        "ingest.singles.in-process.rate",
                        "ingest.singles.no-op.rate",
                        "ingest.singles.http.rate",
                        "ingest.singles.http.callers-cpu");
        assertThat(card.bars()).hasSize(2);
    }
}
