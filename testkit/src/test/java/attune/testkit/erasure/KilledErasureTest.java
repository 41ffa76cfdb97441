package attune.testkit.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.ExternalId;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 in the middle of a mass erasure: after the next start each member is either untouched or gone altogether.
@Tag("erase")
class KilledErasureTest {
    private static final int MEMBERS = 1_001;
    private static final int ROUNDS = 6;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.erase.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void a_member_is_untouched_or_gone_after_any_kill() throws Exception {
        System.out.println("seed " + seed);
        Path folder = home.resolve("community");
        Needles all;
        try (EmbeddedStore store = Crowd.open(folder)) {
            new Crowd(seed, MEMBERS).settle(store);
            all = Crowd.needles(store, everybodyBut(MEMBERS - 1));
        }
        int cut = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = killed(folder);
            if (!lines.contains("done")) cut++;
            try (EmbeddedStore store = Crowd.open(folder)) {
                wholeOrGone(store, lines, all);
            }
        }
        System.out.println("killed in the middle " + cut + " times of " + ROUNDS);
        assertThat(cut).as("a kill that always comes too late proves nothing").isPositive();
    }

    private void wholeOrGone(EmbeddedStore store, List<String> lines, Needles all) {
        List<Integer> left = new ArrayList<>();
        for (int member : everybodyBut(MEMBERS - 1)) {
            boolean known =
                    store.directory().member(new ExternalId(Crowd.name(member))).isPresent();
            if (known) left.add(member);
            if (lines.contains("erased " + member / 100 * 100)) {
                assertThat(known)
                        .as("seed %d, member %d was erased", seed, member)
                        .isFalse();
            }
        }
        Needles there = Crowd.needles(store, left);
        var gone = all.members().stream()
                .filter(member -> !there.members().contains(member))
                .collect(Collectors.toSet());
        var items = all.items().stream()
                .filter(item -> !there.items().contains(item))
                .collect(Collectors.toSet());
        List<String> names = all.texts().stream()
                .filter(text -> !Set.copyOf(there.texts()).contains(text))
                .toList();
        Scan scan = store.scanner().scan(new Needles(gone, items, names));
        assertThat(scan.findings()).as("seed %d", seed).isEmpty();
        assertThat(scan.tombstones()).isEqualTo(gone.size());
        for (int member : left) {
            assertThat(store.keys().has(Crowd.number(store, member))).isTrue();
        }
    }

    private static List<Integer> everybodyBut(int last) {
        List<Integer> all = new ArrayList<>();
        for (int member = 0; member < last; member++) all.add(member);
        return all;
    }

    private List<String> killed(Path folder) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MassErasureChild.class.getName(),
                        folder.toString(),
                        "0",
                        String.valueOf(MEMBERS - 1))
                .redirectError(home.resolve("child.txt").toFile())
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            int enough = 1 + random.nextInt(3);
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                if (lines.size() == enough) {
                    LockSupport.parkNanos(random.nextLong(400_000_000L));
                    child.toHandle().destroyForcibly();
                }
                line = reader.readLine();
            }
        } finally {
            child.destroyForcibly();
        }
        if (!child.waitFor(20, TimeUnit.SECONDS)) throw new AssertionError("The child does not die.");
        return lines;
    }
}
