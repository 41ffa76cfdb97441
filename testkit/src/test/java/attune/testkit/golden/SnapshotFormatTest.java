package attune.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.policy.Seal;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.Saved;
import attune.testkit.sample.SteppingClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Ties the number of each projection's format to what it makes of a fixed history and how it saves that: a start would
/// go on from a snapshot that this version neither folds nor reads in the same way, if its number were the same.
class SnapshotFormatTest {
    /// Short, so that what is dropped is a part of the history too.
    private static final Capacity SHORT = new Capacity(16, 4, 32);

    @Test
    void what_is_folded_or_saved_changes_together_with_the_number_of_its_format() throws IOException {
        StringBuilder now = new StringBuilder();
        MemoryStore store = told();
        Saved saved = Saved.of(store.state());
        for (Projection projection : store.state().projections()) {
            CRC32C crc = new CRC32C();
            crc.update(Objects.requireNonNull(saved.bytes().get(projection.name())));
            now.append("%s %d %08x%n".formatted(projection.name(), projection.format(), crc.getValue()));
        }

        assertThat(now.toString())
                .as("Raise format() of each projection whose line differs in its last word, so that older snapshots"
                        + " of it are passed over; then put the new lines into formats.txt. If the history of this"
                        + " test was changed on purpose and no fold was, the lines alone are enough.")
                .isEqualTo(recorded());
    }

    private static MemoryStore told() {
        SteppingClock clock = new SteppingClock(1_764_000_000_000L);
        MemoryStore store = MemoryStore.open(clock, new SharedProjections(new Seal(), SHORT).all());
        Chronicle chronicle = new Chronicle(11, clock, 12);
        chronicle.begin(store.log());
        chronicle.go(store.log(), 2_000);
        return store;
    }

    private static String recorded() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SnapshotFormatTest.class.getResourceAsStream("formats.txt"), "formats.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
