package attune.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Needles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random moments, again and again on the same folder. The seed is random, printed, and can be given by
/// `-Dattune.crash.seed`.
@Tag("crash")
class CrashTest {
    private static final int ROUNDS = 12;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Long> acknowledged = new HashMap<>();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_there_twice() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            note(run(round, CrashChild.Mode.INGEST));

            check(round, Aftermath.of(folder(), acknowledged));
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 100);
    }

    /// What a model learned lies in an artifact; losing one costs a training, so it may be lost, but not be half
    /// there.
    @Test
    void snapshots_and_artifacts_cut_short_cost_nothing_but_time() throws Exception {
        System.out.println("seed " + seed);
        int fromSnapshot = 0;
        for (int round = 0; round < ROUNDS; round++) {
            note(run(round, CrashChild.Mode.KEEP));

            try (EmbeddedStore store = Aftermath.open(folder())) {
                check(round, Aftermath.of(store, acknowledged));
                if (store.start().snapshot() > 0) fromSnapshot++;
                for (Blobs.Listed listed : store.blobs().list("artifact", null, 1_000)) {
                    String words = new String(
                            store.blobs().get("artifact", listed.id()).orElseThrow(), StandardCharsets.UTF_8);
                    String one = words.substring(0, words.length() / 2_000);
                    assertThat(words).as("seed %d, round %d", seed, round).isEqualTo(one.repeat(2_000));
                }
            }
        }
        assertThat(fromSnapshot).as("starts from a snapshot").isPositive();
    }

    /// The check is able to fail: a child that acknowledges before the commit is caught.
    @Test
    void an_acknowledgement_before_the_commit_is_caught() throws Exception {
        System.out.println("seed " + seed);
        boolean caught = false;
        for (int round = 0; round < ROUNDS && !caught; round++) {
            note(run(round, CrashChild.Mode.EARLY));
            caught = !Aftermath.of(folder(), acknowledged).lost().isEmpty();
        }

        assertThat(caught).as("seed %d", seed).isTrue();
    }

    @Test
    void an_erasure_is_whole_after_any_crash() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = run(round, CrashChild.Mode.ERASE);
            note(lines);

            try (EmbeddedStore store = Aftermath.open(folder())) {
                check(round, Aftermath.of(store, acknowledged));
                Map<String, Boolean> finished = new HashMap<>();
                Map<String, Integer> numbers = new HashMap<>();
                for (String line : lines) {
                    String[] words = line.split(" ");
                    if (!words[0].equals("planted") && !words[0].equals("erased")) continue;
                    numbers.put(words[1], Integer.parseInt(words[2]));
                    finished.merge(words[1], words[0].equals("erased"), Boolean::logicalOr);
                }
                for (String member : numbers.keySet()) check(store, member, numbers.get(member), finished.get(member));
            }
        }
    }

    private void check(int round, Aftermath aftermath) {
        assertThat(aftermath.lost()).as("seed %d, round %d: lost", seed, round).isEmpty();
        assertThat(aftermath.twice())
                .as("seed %d, round %d: twice", seed, round)
                .isEmpty();
        assertThat(aftermath.folded())
                .as("seed %d, round %d: state", seed, round)
                .isEqualTo(aftermath.replayed());
    }

    /// Either the tombstone did not reach the disk, and the member is there as before; or nothing is left.
    private void check(EmbeddedStore store, String member, int number, boolean finished) {
        boolean known = store.directory().member(new ExternalId(member)).isPresent();
        var scan = store.scanner().scan(new Needles(new MemberId(number), Set.of(), List.of(member)));
        assertThat(known && finished)
                .as("seed %d: %s was erased and is back", seed, member)
                .isFalse();
        assertThat(scan.clean())
                .as("seed %d: %s, found %s", seed, member, scan.findings())
                .isEqualTo(!known);
        assertThat(scan.tombstones()).isEqualTo(known ? 0 : 1);
    }

    private List<String> run(int round, CrashChild.Mode mode) throws Exception {
        int enough = 1 + random.nextInt(mode == CrashChild.Mode.INGEST ? 3_000 : 400);
        List<String> lines = KilledChild.run(List.of(), folder(), round, mode, enough);
        assertThat(lines).as("seed %d, round %d", seed, round).noneMatch(line -> line.startsWith("stopped"));
        return lines;
    }

    private void note(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("ack") || words[0].equals("known"))
                acknowledged.put(words[1], Long.parseLong(words[2]));
        }
    }

    private Path folder() {
        return home.resolve("community");
    }
}
