package attune.testkit.embedded;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Repair;
import attune.store.embedded.StoreUnusable;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.Saved;
import attune.testkit.sample.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start from a snapshot knows what a replay would, and a snapshot that does not fit is as good as none.
class SnapshotTest {
    private static final int FACTS = 1_200;

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final Chronicle chronicle = new Chronicle(5, clock, 12);
    private EmbeddedStore store;

    @BeforeEach
    void tell() {
        store = open();
        chronicle.begin(store.log());
        chronicle.go(store.log(), FACTS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void start_from_a_snapshot_and_the_facts_after_it_equals_a_replay() {
        long saved = store.log().head();
        assertThat(store.snapshot()).isPositive();
        chronicle.go(store.log(), 200);
        Map<String, Integer> live = state();

        reopen();

        assertThat(store.start().snapshot()).isEqualTo(saved);
        assertThat(store.start().replayed()).isEqualTo(store.log().head() - saved);
        assertThat(store.start().passedOver()).isEmpty();
        assertThat(state()).isEqualTo(live);
    }

    @Test
    void numbers_and_idempotency_go_on_after_a_start_from_a_snapshot() {
        store.snapshot();
        reopen();

        chronicle.go(store.log(), 400);

        assertReplays();
    }

    @Test
    void damaged_snapshot_is_passed_over_and_the_log_replayed() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (String projection : List.of("directory", "items", "encounters", "counts", "consents", "mutes")) {
            store.snapshot();
            Path file = newest().resolve(projection);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);

            assertPassedOver("byte " + at + " of " + projection);
        }
    }

    @Test
    void snapshot_cut_short_or_without_a_file_is_passed_over() throws IOException {
        store.snapshot();
        Path file = newest().resolve("ties");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertPassedOver("without its end");

        store.snapshot();
        Files.delete(newest().resolve("labels"));
        assertPassedOver("without a file");
    }

    @Test
    void snapshot_that_does_not_fit_and_cannot_be_deleted_stops_no_start() throws IOException {
        store.snapshot();
        Path snapshot = newest();
        Files.write(snapshot.resolve("acts"), new byte[3]);
        Path inTheWay = Files.createDirectories(snapshot.resolve("folder/in-the-way"));
        Map<String, Integer> live = state();

        reopen();

        assertThat(state()).isEqualTo(live);
        assertThat(store.start().passedOver())
                .singleElement()
                .asString()
                .contains("could not be deleted", "delete " + snapshot + " by hand");
        Files.delete(inTheWay);
    }

    @Test
    void snapshot_of_another_log_is_passed_over() throws Exception {
        store.snapshot();
        store.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                var statement = connection.createStatement()) {
            statement.execute("delete from events where sequence = (select max(sequence) from events)");
        }
        store = open();

        assertThat(store.start().snapshot()).isZero();
        assertThat(store.start().passedOver()).singleElement().asString().contains("another log");
    }

    /// The log came from an older copy, or lost its write-ahead log: what it had acknowledged is gone.
    @Test
    void log_that_ends_before_its_snapshot_stops_the_start_until_somebody_decides(@TempDir Path elsewhere)
            throws Exception {
        store.close();
        Path older = elsewhere.resolve("older.db");
        Files.copy(folder.resolve("log.db"), older);
        store = open();
        chronicle.go(store.log(), 100);
        store.snapshot();
        long reached = store.log().head();
        store.close();
        Files.copy(older, folder.resolve("log.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("but a snapshot of it was made at fact " + "%,d".formatted(reached))
                .hasMessageContaining("acknowledged facts are lost")
                .hasMessageContaining("restore the newest backup");
        assertThat(newest()).as("the proof of the loss is kept").exists();

        assertThat(Repair.acceptLoss(folder)).contains("Deleted the snapshots.");
        store = open();
        assertThat(store.log().head()).isLessThan(reached);
    }

    @Test
    void unfinished_snapshot_is_no_snapshot() throws IOException {
        store.snapshot();
        Files.move(newest(), folder.resolve("snapshots/now.part"));

        reopen();

        assertThat(store.start().snapshot()).isZero();
        assertThat(store.start().passedOver()).isEmpty();
        assertThat(store.snapshot()).isPositive();
    }

    @Test
    void older_snapshot_serves_when_the_newest_is_damaged() throws IOException {
        store.snapshot();
        long older = store.log().head();
        chronicle.go(store.log(), 100);
        store.snapshot();
        Files.write(newest().resolve("acts"), new byte[3]);

        reopen();

        assertThat(store.start().snapshot()).isEqualTo(older);
        assertReplays();
    }

    @Test
    void erasure_leaves_no_snapshot_and_the_next_one_knows_nothing_of_the_member() throws IOException {
        store.snapshot();

        store.erasure().erase(new MemberId(4));

        try (Stream<Path> left = Files.list(folder.resolve("snapshots"))) {
            assertThat(left).isEmpty();
        }
        store.snapshot();
        reopen();
        assertThat(store.start().snapshot()).isPositive();
        assertThat(store.directory().knows(new MemberId(4))).isFalse();
        Map<String, Long> loaded = digests();
        store.snapshots().deleteAll();
        reopen();
        assertThat(digests()).isEqualTo(loaded);
    }

    @Test
    void snapshots_taken_while_facts_arrive_hold_one_moment() {
        CompletableFuture<Void> telling = CompletableFuture.runAsync(() -> chronicle.go(store.log(), 800));
        int saved = 0;
        while (!telling.isDone() || saved == 0) if (store.snapshot() > 0) saved++;
        telling.join();

        reopen();

        assertThat(saved).isPositive();
        assertThat(store.start().snapshot()).isPositive();
        assertReplays();
    }

    @Test
    void snapshots_are_for_their_owner_only() throws IOException {
        store.snapshot();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest().resolve("members"))))
                .isEqualTo("rw-------");
    }

    private void assertPassedOver(String why) {
        Map<String, Integer> live = state();
        reopen();
        assertThat(store.start().snapshot()).as(why).isZero();
        assertThat(store.start().passedOver()).as(why).hasSize(1);
        assertThat(state()).as(why).isEqualTo(live);
    }

    /// The state the store has, and the one it has after all snapshots are gone, are the same.
    private void assertReplays() {
        Map<String, Integer> live = state();
        store.snapshots().deleteAll();
        reopen();
        assertThat(store.start().snapshot()).isZero();
        assertThat(state()).isEqualTo(live);
    }

    private Map<String, Integer> state() {
        return store.state().read(() -> Saved.of(store.state()).hashes());
    }

    private Map<String, Long> digests() {
        return store.state().projections().stream().collect(toMap(Projection::name, store.state()::digest));
    }

    private Path newest() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("snapshots"))) {
            return all.max((a, b) -> Long.compare(number(a), number(b))).orElseThrow();
        }
    }

    private static long number(Path path) {
        return Long.parseLong(path.getFileName().toString());
    }

    private void reopen() {
        store.close();
        store = open();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder,
                new SharedProjections(new Seal(), Capacity.USUAL).all(),
                clock,
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);
    }
}
