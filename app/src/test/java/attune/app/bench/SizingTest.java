package attune.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.projection.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizingTest {
    private static final int MEMBERS = 4_000;
    private static final int ITEMS = 8_000;
    private static final int ACTS = 80_000;
    private static final double TOLERANCE = 33;
    /// Tables grow in steps, which weigh more in a small community than in the large one that was measured.
    private static final double HEAP_TOLERANCE = 50;

    private final Surroundings surroundings = Surroundings.real();
    private final Crowd crowd =
            new Crowd(MEMBERS, ITEMS, 7, surroundings.clock().millis());

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void unit_costs_are_what_a_real_fill_takes() throws Exception {
        long[] disk = new long[4];
        long weight;
        try (Attune attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT)) {
            disk[0] = settled(attune);
            weight = -weight(attune);
            fill(attune, crowd::membership, 2 * MEMBERS);
            disk[1] = settled(attune);
            fill(attune, crowd::publication, ITEMS);
            disk[2] = settled(attune);
            fill(attune, number -> Draft.own("bench", Draft.NOW, crowd.act(number)), ACTS);
            disk[3] = settled(attune);
            weight += weight(attune);
        }

        double state = new Sizing(MEMBERS, ITEMS, ACTS, 0, 1).stateBytes();
        SoftAssertions costs = new SoftAssertions();
        costs.assertThat(each(disk, 1, MEMBERS)).isCloseTo(UnitCosts.MEMBER_DISK, withPercentage(TOLERANCE));
        costs.assertThat(each(disk, 2, ITEMS)).isCloseTo(UnitCosts.ITEM_DISK, withPercentage(TOLERANCE));
        costs.assertThat(each(disk, 3, ACTS)).isCloseTo(UnitCosts.ACT_DISK, withPercentage(TOLERANCE));
        costs.assertThat(weight + MEMBERS * UnitCosts.KEY_HEAP).isCloseTo(state, withPercentage(HEAP_TOLERANCE));
        costs.assertAll();
    }

    private static long weight(Attune attune) {
        var state = attune.store().state();
        return state.read(() -> Weight.of(state.projections()));
    }

    private static double each(long[] bytes, int step, int count) {
        return (bytes[step] - bytes[step - 1]) / (double) count;
    }

    @Test
    void more_of_anything_needs_more_and_what_is_no_community_is_refused() {
        Sizing small = new Sizing(1_000, 1_000, 10_000, 1_000, 30);
        Sizing large = new Sizing(2_000, 3_000, 20_000, 5_000, 90);

        assertThat(large.heapBytes()).isGreaterThan(small.heapBytes());
        assertThat(large.diskBytes()).isGreaterThan(small.diskBytes());
        assertThat(large.busiestCores()).isGreaterThan(small.busiestCores());
        assertThat(large.replaySeconds()).isGreaterThan(small.replaySeconds());
        assertThat(small.diskBytes()).isGreaterThan(2 * small.backupBytes());
        assertThat(small.findings()).allMatch(finding -> finding.value() > 0);
        assertThatThrownBy(() -> new Sizing(1, 1, 1, 1, 0)).hasMessageContaining("retention");
    }

    /// What log and key ring hold once nothing waits in their write-ahead logs: the files and what lies in front.
    private long settled(Attune attune) throws Exception {
        attune.log().head();
        long bytes = 0;
        for (String file : List.of("log.db", "keys.db")) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                    var statement = connection.createStatement()) {
                statement.execute("pragma wal_checkpoint(passive)");
            }
            bytes += Files.size(folder.resolve(file));
        }
        return bytes;
    }

    private static void fill(Attune attune, IntFunction<Draft> made, int count) {
        List<Draft> batch = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            batch.add(made.apply(number));
            if (batch.size() < 1_000 && number < count - 1) continue;
            attune.log().appendNow(List.copyOf(batch));
            batch.clear();
        }
    }
}
