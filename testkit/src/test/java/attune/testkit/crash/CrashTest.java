package attune.testkit.crash;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Needles;
import attune.store.log.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private static final int ROUNDS = 20;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_there_twice() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            note(KilledChild.run(folder(), round, "ingest", random));

            assertThat(lost()).as("seed %d, round %d", seed, round).isEmpty();
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 100);
    }

    /// The check is able to fail: a child that acknowledges before the commit is caught.
    @Test
    void an_acknowledgement_before_the_commit_is_caught() throws Exception {
        System.out.println("seed " + seed);
        Set<String> lost = new HashSet<>();
        for (int round = 0; round < ROUNDS && lost.isEmpty(); round++) {
            note(KilledChild.run(folder(), round, "early", random));
            lost.addAll(lost());
        }

        assertThat(lost).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void an_erasure_is_whole_after_any_crash() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = KilledChild.run(folder(), round, "erase", random);
            note(lines);

            assertThat(lost()).as("seed %d, round %d", seed, round).isEmpty();
            try (EmbeddedStore store = open()) {
                Map<String, Boolean> finished = new HashMap<>();
                Map<String, Integer> numbers = new HashMap<>();
                for (String line : lines) {
                    String[] words = line.split(" ");
                    if (words[0].equals("ack")) continue;
                    numbers.put(words[1], Integer.parseInt(words[2]));
                    finished.merge(words[1], words[0].equals("erased"), Boolean::logicalOr);
                }
                for (String member : numbers.keySet()) check(store, member, numbers.get(member), finished.get(member));
            }
        }
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

    private void note(List<String> lines) {
        for (String line : lines) if (line.startsWith("ack ")) acknowledged.add(line.substring(4));
    }

    /// Opens the store, which must succeed; what was acknowledged and is not there. Fails if anything is there
    /// twice.
    private Set<String> lost() throws Exception {
        try (EmbeddedStore store = open()) {
            Set<String> there = new HashSet<>();
            List<String> twice = new ArrayList<>();
            store.log().replay(0, envelope -> {
                if (envelope.event() instanceof Event.Searched searched && !there.add(searched.query())) {
                    twice.add(searched.query());
                }
            });
            assertThat(twice).as("seed %d", seed).isEmpty();
            assertThat(store.state().sequence()).isEqualTo(store.log().head());
            if (!there.isEmpty()) {
                String one = there.iterator().next();
                assertThat(store.log().appendNow(List.of(once(one, searched("writer", one)))))
                        .first()
                        .isInstanceOf(Outcome.Duplicate.class);
            }
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(there);
            return lost;
        }
    }

    private Path folder() {
        return home.resolve("community");
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder(), List.of(), InstantSource.system(), new SecureRandom(), EmbeddedStore.Progress.SILENT);
    }
}
