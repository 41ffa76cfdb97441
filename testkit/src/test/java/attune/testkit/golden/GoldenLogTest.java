package attune.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.embedded.EmbeddedStore;
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
        Path golden = Path.of("src/test/resources/golden/log-v1");
        try (Stream<Path> files = Files.list(golden)) {
            for (Path file : files.toList()) Files.copy(file, folder.resolve(file.getFileName()));
        }
    }

    @Test
    void the_golden_log_of_version_1_reads_as_it_was_written() {
        MemoryStore written = MemoryStore.open(clock, List.of());
        written.log().appendNow(GoldenHistory.drafts());
        written.log().unfinished().forEach(written.log()::compact);
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
    void the_golden_history_tells_every_type() {
        MemoryStore written = MemoryStore.open(clock, List.of());
        assertThat(written.log().appendNow(GoldenHistory.drafts())).allMatch(Outcome.Accepted.class::isInstance);
        List<Class<?>> told = new ArrayList<>();
        written.log().replay(0, envelope -> told.add(envelope.event().getClass()));

        assertThat(told).containsAll(leaves(Event.class).toList());
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
