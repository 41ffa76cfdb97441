package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.feed.rank.HomeFeatures;
import attune.learning.train.ActModel;
import attune.learning.train.ActModelCodec;
import attune.model.identity.ExternalId;
import attune.store.blob.Blobs;
import attune.store.embedded.Audits;
import attune.store.embedded.EmbeddedStore;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Ledger.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random moments of training, and of erasures between trainings. The seed is printed and can be given by
/// `-Dattune.crash.seed`.
@Tag("crash")
class KilledTrainingTest {
    private static final int ROUNDS = 8;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> erased = new HashSet<>();

    @Test
    void what_serves_after_a_kill_is_whole_recorded_and_learned_from_nobody_who_is_gone() throws Exception {
        int trained = 0;
        begin();
        for (int round = 1; round <= ROUNDS; round++) {
            List<String> lines = killed(round, false);
            if (lines.stream().anyMatch(line -> line.startsWith("served "))) trained++;
            check(round, lines);
        }
        assertThat(trained)
                .as("seed %d: rounds in which a model was trained", seed)
                .isPositive();
        assertThat(erased).as("seed %d: members erased between trainings", seed).isNotEmpty();
    }

    /// The check is able to fail: a child that says an erasure is done before it begins is caught.
    @Test
    void an_erasure_told_before_it_is_done_is_caught() throws Exception {
        begin();
        boolean caught = false;
        for (int round = 1; round <= 4 * ROUNDS && !caught; round++) {
            List<String> lines = killed(round, true);
            try {
                check(round, lines);
            } catch (AssertionError found) {
                caught = true;
            }
        }
        assertThat(caught).as("seed %d", seed).isTrue();
    }

    private void begin() {
        System.out.println("seed " + seed);
        try (Attune attune = TrainingChild.open(folder(), 0)) {
            TrainingChild.tell(attune, "0", 2_000);
        }
    }

    private void check(int round, List<String> lines) {
        String serving = "";
        boolean withdrawn = false;
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("served")) {
                serving = words[1];
                withdrawn = false;
            }
            if (words[0].equals("erased")) erased.add(words[1]);
            if (words[0].startsWith("eras")) withdrawn = true;
        }
        String told = "seed %d, round %d".formatted(seed, round);
        try (Attune attune = TrainingChild.open(folder(), round)) {
            ActModel model = attune.models().current();
            Set<String> promoted = promoted(attune);
            if (model.provenance().examples() > 0) {
                assertThat(promoted).as("%s: what serves is recorded", told).contains(model.version());
            }
            if (lines.getLast().startsWith("erased ")) {
                assertThat(model.provenance().examples())
                        .as("%s: a model outlives an erasure", told)
                        .isZero();
            }
            if (!serving.isEmpty() && !withdrawn && model.provenance().examples() > 0) {
                assertThat(promoted)
                        .as("%s: %s was told to serve", told, serving)
                        .contains(serving);
            }
            for (Blobs.Listed listed : attune.store().blobs().list("artifact", null, 100)) {
                byte[] bytes =
                        attune.store().blobs().get("artifact", listed.id()).orElseThrow();
                assertThat(ActModelCodec.decode(bytes, HomeFeatures.PRIOR))
                        .as("%s: artifact %d is whole", told, listed.id())
                        .isPresent();
            }
            for (String member : erased) {
                assertThat(attune.directory().member(new ExternalId(member)))
                        .as("%s: %s is back", told, member)
                        .isEmpty();
            }
            attune.trainer().train();
        }
        sound(told);
    }

    private static Set<String> promoted(Attune attune) {
        Set<String> promoted = new HashSet<>();
        for (Recorded one : attune.store().ledger().entries(0, Integer.MAX_VALUE)) {
            if (one.entry() == null || !one.entry().action().equals("model.promoted")) continue;
            promoted.add(Objects.requireNonNull(one.entry().details().get("version")));
        }
        return promoted;
    }

    private void sound(String told) {
        SecureRandom secure = new SecureRandom();
        MasterKeySource master = EmbeddedStore.masterKeyIn(folder(), secure);
        assertThat(Audits.verify(folder(), List.of(), Audits.verifier(folder(), master, secure))
                        .findings())
                .as("%s: ledger", told)
                .isEmpty();
    }

    private List<String> killed(int round, boolean early) throws Exception {
        Path errors = home.resolve("child-" + round + ".txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx400m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingChild.class.getName(),
                        folder().toString(),
                        String.valueOf(round),
                        String.valueOf(early))
                .redirectError(errors.toFile())
                .start();
        List<String> lines = new ArrayList<>();
        int enough = 2 + random.nextInt(14);
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (lines.size() != enough) continue;
                LockSupport.parkNanos(random.nextLong(300_000_000L));
                child.toHandle().destroyForcibly();
            }
        } finally {
            child.destroyForcibly();
        }
        if (!child.waitFor(20, TimeUnit.SECONDS)) throw new IOException("The child does not die.");
        assertThat(Files.readString(errors))
                .as("seed %d, round %d", seed, round)
                .doesNotContain("Exception");
        return lines;
    }

    private Path folder() {
        return home.resolve("community");
    }
}
