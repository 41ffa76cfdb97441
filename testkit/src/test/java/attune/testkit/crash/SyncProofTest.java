package attune.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proof that no acknowledgement precedes the sync that covers it, from the system calls of a child that ingests
/// from four threads; and that the proof turns red for every sync that is taken away from it. Needs strace, which the
/// lane installs. The seed is printed and can be given by `-Dattune.crash.seed`.
@Tag("crash")
class SyncProofTest {
    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void nothing_is_relied_upon_before_it_is_on_the_disk() throws Exception {
        System.out.println("seed " + seed);
        Path first = traced(0, CrashChild.Mode.INGEST);
        long newestKey = newestKey();
        Path again = traced(1, CrashChild.Mode.ERASE);

        SyncProof.Found begun = found(first, -1, call -> true);
        SyncProof.Found goneOn = found(again, newestKey, call -> true);
        assertThat(begun.faults()).as("seed %d", seed).isEmpty();
        assertThat(goneOn.faults()).as("seed %d", seed).isEmpty();
        assertThat(begun.acknowledgements()).isGreaterThan(400);
        assertThat(begun.commits()).isGreaterThan(20);
        assertThat(begun.keyCommits()).isGreaterThan(20);
        assertThat(begun.renames()).isPositive();
        // What the killed child left in the write-ahead logs was moved into the files first of all.
        assertThat(goneOn.restarts()).isPositive();

        // Each sync is needed by the proof: without those of one file it is red.
        assertThat(found(first, -1, leavingOut("log.db-wal")).faults())
                .anyMatch(fault -> fault.endsWith("is acknowledged before it is synced"));
        assertThat(found(first, -1, leavingOut("keys.db-wal")).faults())
                .anyMatch(fault -> fault.endsWith("is committed before the member's key is synced"));
        assertThat(found(first, -1, leavingOut("master.key.part")).faults())
                .anyMatch(fault -> fault.endsWith("is renamed before it is synced"));
        assertThat(found(first, -1, leavingOut("community")).faults())
                .contains("acknowledged while the name of the master key is not synced");
        assertThat(found(again, newestKey, leavingOut("log.db")).faults())
                .anyMatch(fault -> fault.endsWith("is begun anew before the file was synced"));
    }

    /// The planted fault: SQLite told not to sync its commits.
    @Test
    void a_weakened_sync_is_caught() throws Exception {
        System.out.println("seed " + seed);
        Path trace = traced(0, CrashChild.Mode.UNSYNCED);

        assertThat(found(trace, -1, call -> true).faults())
                .as("seed %d", seed)
                .anyMatch(fault -> fault.endsWith("is acknowledged before it is synced"));
    }

    private static Predicate<Call> leavingOut(String file) {
        return call -> !call.syncs() || !call.path().endsWith("/" + file);
    }

    private SyncProof.Found found(Path trace, long newestKey, Predicate<Call> told) {
        SyncProof proof = new SyncProof(folder(), newestKey);
        Call.read(trace, call -> {
            if (told.test(call)) proof.take(call);
        });
        return proof.found();
    }

    /// Read from a copy, since whoever opens the key ring itself moves its write-ahead log into it.
    private long newestKey() throws Exception {
        Path copy = Files.createDirectories(home.resolve("copy"));
        for (String name : List.of("keys.db", "keys.db-wal")) {
            Files.copy(folder().resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("keys.db"));
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("select max(member) from keys")) {
            return newest.getLong(1);
        }
    }

    private Path traced(int round, CrashChild.Mode mode) throws Exception {
        Path trace = home.resolve("trace-" + round + ".txt");
        int enough = 500 + random.nextInt(1_000);
        List<String> lines = KilledChild.run(Strace.tracing(trace), folder(), round, mode, enough);
        assertThat(lines).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(enough);
        return trace;
    }

    private Path folder() {
        return home.resolve("community");
    }
}
