package attune.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.StoreUnusable;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.SteppingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files with flipped bytes or without their end. Whatever is damaged: either the start says so, or what it folds is
/// what was folded before. The seed is printed and can be given by `-Dattune.crash.seed`.
class DamagedFolderTest {
    private static final int MEMBERS = 10;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void a_damaged_log_or_key_ring_is_told_and_never_passed_over() throws Exception {
        damage(24);
    }

    @Test
    @Tag("crash")
    void a_damaged_log_or_key_ring_is_told_and_never_passed_over_many_times() throws Exception {
        damage(400);
    }

    private void damage(int times) throws Exception {
        System.out.println("seed " + seed);
        Map<String, Long> before = fill();
        int told = 0;
        for (int i = 0; i < times; i++) {
            Path copy = home.resolve("damaged-" + i);
            Damage.copy(folder(), copy);
            Damage damage = Damage.random(copy, List.of("log.db", "keys.db"), random);
            damage.on(copy, random);
            try (EmbeddedStore store = Aftermath.open(copy)) {
                assertThat(Aftermath.digests(store.state()))
                        .as("seed %d, %s", seed, damage)
                        .isEqualTo(before);
            } catch (StoreUnusable unusable) {
                told++;
                assertThat(unusable).as("seed %d, %s", seed, damage).hasMessageMatching("(?s).*(log|keys?|key ring).*");
            }
        }
        // Many bytes of such files are free space; a check that never sees damage would still be none.
        assertThat(told).as("seed %d: told of %d", seed, times).isGreaterThan(times / 20);
    }

    @Test
    void a_damaged_file_of_blobs_is_set_aside_and_begun_anew() throws Exception {
        Map<String, Long> before = fill();
        Files.write(folder().resolve("blobs.db"), new byte[20_000]);
        try (EmbeddedStore store = Aftermath.open(folder())) {
            assertThat(Aftermath.digests(store.state())).isEqualTo(before);
            assertThat(store.blobs().get("artifact", 1)).isEmpty();
            store.blobs().put(blob("new"));
            store.blobs().flush();
            assertThat(store.blobs().get("artifact", 1)).isPresent();
            assertThat(folder().resolve("blobs.db.damaged")).exists();

            // An erasure may not leave what it cannot read.
            store.erasure().erase(new MemberId(1));
            assertThat(folder().resolve("blobs.db.damaged")).doesNotExist();
        }
    }

    @Test
    void blobs_that_turn_out_damaged_while_serving_are_begun_anew() throws Exception {
        fill();
        byte[] bytes = Files.readAllBytes(folder().resolve("blobs.db"));
        for (int at = 4096; at < bytes.length; at++) bytes[at] = (byte) 0xA5;
        Files.write(folder().resolve("blobs.db"), bytes);

        try (EmbeddedStore store = Aftermath.open(folder())) {
            assertThat(store.blobs().list("artifact", null, 10)).isEmpty();
            store.blobs().put(blob("new"));
            store.blobs().flush();
            assertThat(store.blobs().list("artifact", null, 10)).hasSize(1);
        }
    }

    private static Blobs.Blob blob(String words) {
        return new Blobs.Blob("artifact", 1, null, 1, words.getBytes(StandardCharsets.UTF_8), List.of(), List.of());
    }

    /// A small community; returns what it folded to.
    private Map<String, Long> fill() {
        try (EmbeddedStore store = Aftermath.open(folder())) {
            Chronicle chronicle = new Chronicle(seed, new SteppingClock(1_764_000_000_000L), MEMBERS);
            chronicle.begin(store.log());
            chronicle.go(store.log(), 800);
            store.log().appendNow(List.of(Drafts.searched("m0", "the last")));
            store.blobs().put(blob("old"));
            return Aftermath.digests(store.state());
        }
    }

    private Path folder() {
        return home.resolve("community");
    }
}
