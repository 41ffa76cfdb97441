package attune.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Vault;
import attune.store.log.Outcome;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder written by the first version must open for ever. Its last fact is a tombstone whose erasure was
/// never finished, so opening it also finishes one.
class GoldenLogTest {
    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock(GoldenHistory.START_MILLIS);

    @BeforeEach
    void copy() throws Exception {
        copy("log-v1");
    }

    private void copy(String name) throws Exception {
        Path golden = Path.of("src/test/resources/golden").resolve(name);
        try (Stream<Path> files = Files.list(golden)) {
            for (Path file : files.toList()) Files.copy(file, folder.resolve(file.getFileName()));
        }
    }

    @Test
    void the_golden_log_of_version_1_reads_as_it_was_written() {
        MemoryStore written = MemoryStore.open(clock, List.of());
        written.log().appendNow(GoldenHistory.drafts());
        written.log().unfinished().forEach(erased -> written.log().compact(erased, _ -> {}));
        List<Envelope> expected = new ArrayList<>();
        written.log().replay(0, expected::add);

        try (EmbeddedStore store = open()) {
            List<Envelope> read = new ArrayList<>();
            store.log().replay(0, read::add);

            assertThat(read).isEqualTo(expected);
            assertThat(read).hasSizeGreaterThan(40);
            assertThat(store.log().appendNow(GoldenHistory.drafts().subList(0, 1)))
                    .containsExactly(new Outcome.Duplicate(1));
        }
    }

    @Test
    void the_golden_histories_tell_every_type() {
        MemoryStore written = MemoryStore.open(clock, List.of());
        assertThat(written.log().appendNow(GoldenHistory.drafts())).allMatch(Outcome.Accepted.class::isInstance);
        MemoryStore later = MemoryStore.open(clock, List.of());
        assertThat(later.log().appendNow(LaterHistory.drafts())).allMatch(Outcome.Accepted.class::isInstance);
        List<Class<?>> told = new ArrayList<>();
        written.log().replay(0, envelope -> told.add(envelope.event().getClass()));
        later.log().replay(0, envelope -> told.add(envelope.event().getClass()));

        assertThat(told).containsAll(leaves(Event.class).toList());
    }

    @Test
    void the_types_that_came_later_read_as_they_were_written() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        copy("log-v1-later");
        MemoryStore written = MemoryStore.open(clock, List.of());
        written.log().appendNow(LaterHistory.drafts());
        List<Envelope> expected = new ArrayList<>();
        written.log().replay(0, expected::add);

        try (EmbeddedStore store = open()) {
            List<Envelope> read = new ArrayList<>();
            store.log().replay(0, read::add);

            assertThat(read).isEqualTo(expected).hasSize(LaterHistory.drafts().size());
        }
    }

    /// The first version knew no ledger and named no master key.
    @Test
    void a_folder_of_the_first_version_gains_ledger_snapshots_and_the_name_of_its_key() {
        assertThat(folder.resolve("ledger.db")).doesNotExist();

        open().close();

        assertThat(folder.resolve("ledger.db")).exists();
        assertThat(Vault.ring(folder).masterKey()).hasSize(16);
        try (EmbeddedStore store = open()) {
            assertThat(store.ledger().entries(0, 10))
                    .as("the erasure that was finished")
                    .anyMatch(one -> one.entry() != null && one.entry().action().equals("member.erased"));
            store.snapshot();
        }
        assertThat(folder.resolve("snapshots")).isDirectory();
        open().close();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenLogTest::leaves)
                : Stream.of(type);
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(folder, List.of(), clock, new SecureRandom(), EmbeddedStore.Progress.SILENT);
    }
}
