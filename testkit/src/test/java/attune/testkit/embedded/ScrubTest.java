package attune.testkit.embedded;

import static attune.testkit.sample.Drafts.joined;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs.Blob;
import attune.store.embedded.Backup;
import attune.store.embedded.BackupCheck;
import attune.store.embedded.CutScrub;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scrub;
import attune.store.keys.MasterKeySource;
import attune.testkit.sample.SteppingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scrub is killed before each of its steps in turn.
class ScrubTest {
    private static final String WORDS = "On the analytical engine";

    @TempDir
    Path place;

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SecureRandom random = new SecureRandom();

    @Test
    void a_scrub_cut_short_before_any_of_its_steps_leaves_a_whole_backup_and_the_next_one_no_copy() throws Exception {
        backUpAndErase();
        Path home = place.resolve("backups");
        int left = 0;
        int cut = 0;
        for (boolean done = false; !done; cut++) {
            Path backup = home.resolve("cut-" + cut);
            copy(place.resolve("one"), backup);
            try {
                CutScrub.at(cut, backup, vault(), masterKey(), clock, random);
                done = true;
            } catch (CutScrub.Cut cutShort) {
                if (Files.exists(backup)) assertWhole(backup, String.valueOf(cutShort.getMessage()));
            }
            try (Stream<Path> beside = Files.list(home)) {
                left += (int) beside.count() - 1 - cut;
            }

            Scrub.of(backup, vault(), masterKey(), clock, random);

            assertWhole(backup, "after cut " + cut);
            try (Stream<Path> beside = Files.list(home)) {
                assertThat(beside).as("cut %d", cut).hasSize(cut + 1);
            }
            assertThat(holdsWords(backup)).as("cut %d", cut).isFalse();
        }
        assertThat(cut).as("steps").isGreaterThan(10);
        assertThat(left).as("a cut that never leaves anything proves nothing").isPositive();
    }

    private void assertWhole(Path backup, String when) {
        assertThat(BackupCheck.of(backup, vault(), masterKey(), random).findings())
                .as(when)
                .isEmpty();
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    /// The backup `one` holds Ada, whom the vault knows as erased.
    private void backUpAndErase() throws Exception {
        try (EmbeddedStore store =
                EmbeddedStore.open(folder(), List.of(), clock, random, EmbeddedStore.Progress.SILENT)) {
            store.log().appendNow(List.of(joined("ada"), joined("bo")));
            MemberId ada = store.directory().member(new ExternalId("ada")).orElseThrow();
            byte[] words = WORDS.getBytes(StandardCharsets.UTF_8);
            store.blobs().put(new Blob("artifact", 1, null, clock.millis(), words, List.of(ada), List.of()));
            store.blobs().flush();
            Backup.take(folder(), place.resolve("one"), vault(), clock);
            store.erasure().erase(ada);
            Backup.take(folder(), place.resolve("two"), vault(), clock);
        }
        assertThat(holdsWords(place.resolve("one"))).as("control").isTrue();
    }

    private static boolean holdsWords(Path backup) throws Exception {
        String bytes = Files.readString(backup.resolve("blobs.db"), StandardCharsets.ISO_8859_1);
        return bytes.contains(WORDS);
    }

    private Path folder() {
        return place.resolve("community");
    }

    private Path vault() {
        return place.resolve("vault");
    }

    private MasterKeySource masterKey() {
        return EmbeddedStore.masterKeyIn(folder(), random);
    }
}
