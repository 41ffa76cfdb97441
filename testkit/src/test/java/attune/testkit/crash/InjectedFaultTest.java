package attune.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// System calls that fail under a child that ingests: a sync, a write for want of room, a read. The child must stop or
/// refuse, say so, lose nothing it acknowledged, and start again once the disk is well. Needs strace, which the lane
/// installs. The seed is printed and can be given by `-Dattune.crash.seed`.
@Tag("crash")
class InjectedFaultTest {
    private static final int ROUNDS = 8;
    private static final int ENOUGH = 3_000;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Long> acknowledged = new HashMap<>();

    /// A sync that failed may have lost what it was to write, and the next one may succeed all the same.
    @Test
    void after_a_failed_sync_the_log_stops_and_says_so() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            String times = random.nextBoolean() ? "" : "+";
            List<String> lines =
                    run(round, "fsync", "error=EIO:when=" + (12 + random.nextInt(60)) + times, "log.db-wal");

            assertThat(lines)
                    .as("seed %d, round %d", seed, round)
                    .anyMatch(line -> line.startsWith("stopped The log stopped: its file cannot be trusted"))
                    .anyMatch(line -> line.startsWith("health The log stopped"))
                    .noneMatch(line -> line.startsWith("refused"));
            check(round);
        }
    }

    @Test
    void a_failed_sync_of_the_key_ring_stops_the_log_too() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = run(round, "fsync", "error=EIO:when=" + (8 + random.nextInt(60)), "keys.db-wal");

            assertThat(lines).as("seed %d, round %d", seed, round).anyMatch(line -> line.startsWith("stopped The log"));
            check(round);
        }
    }

    @Test
    void without_room_it_refuses_and_goes_on_once_there_is_room() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            String file = random.nextBoolean() ? "log.db-wal" : "keys.db-wal";
            int from = 30 + random.nextInt(60);
            List<String> lines =
                    run(round, "pwrite64", "error=ENOSPC:when=" + from + ".." + (from + random.nextInt(8)), file);

            assertThat(lines)
                    .as("seed %d, round %d, %s", seed, round, file)
                    .anyMatch(line -> line.startsWith("refused ") && line.contains("nothing of this batch was kept"))
                    .noneMatch(line -> line.startsWith("stopped"));
            int refused = lastIndex(lines, "refused ");
            assertThat(lines.subList(refused, lines.size())).anyMatch(line -> line.startsWith("ack "));
            check(round);
        }
    }

    @Test
    void a_disk_that_cannot_be_read_stops_the_start_or_the_log_and_passes_over_nothing() throws Exception {
        System.out.println("seed " + seed);
        note(KilledChild.run(List.of(), folder(), 100, CrashChild.Mode.INGEST, ENOUGH));
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = run(round, "pread64", "error=EIO:when=" + (1 + random.nextInt(40)) + "+", "log.db");
            if (lines.stream().anyMatch(line -> line.startsWith("stopped"))) told++;
            check(round);
        }
        assertThat(told).as("seed %d", seed).isPositive();
    }

    private static int lastIndex(List<String> lines, String start) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).startsWith(start)) last = i;
        return last;
    }

    /// A start without faults finds everything.
    private void check(int round) {
        Aftermath aftermath = Aftermath.of(folder(), acknowledged);
        assertThat(aftermath.lost()).as("seed %d, round %d: lost", seed, round).isEmpty();
        assertThat(aftermath.twice())
                .as("seed %d, round %d: twice", seed, round)
                .isEmpty();
        assertThat(aftermath.folded())
                .as("seed %d, round %d: state", seed, round)
                .isEqualTo(aftermath.replayed());
    }

    private List<String> run(int round, String call, String fault, String file) throws Exception {
        Path trace = home.resolve("injected-" + round + ".txt");
        List<String> under = Strace.injecting(trace, call, fault, List.of(folder().resolve(file)));
        List<String> lines = KilledChild.run(under, folder(), round, CrashChild.Mode.INGEST, ENOUGH);
        note(lines);
        assertThat(Files.readString(trace).contains("(INJECTED)"))
                .as("seed %d, round %d: the fault was reached", seed, round)
                .isTrue();
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
