package attune.testkit.embedded;

import static attune.testkit.sample.Drafts.consented;
import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.liked;
import static attune.testkit.sample.Drafts.published;
import static attune.testkit.sample.Drafts.searched;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.embedded.Backup;
import attune.store.embedded.Doctor;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Examination;
import attune.store.embedded.Examination.Finding;
import attune.store.embedded.Examination.Level;
import attune.store.embedded.Repair;
import attune.store.ledger.Entry;
import attune.store.projection.SharedProjections;
import attune.store.retention.Retention;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor says of a folder with this or that planted in it. What an operator types is in the tests of the
/// commands.
class DoctorTest {
    @TempDir
    Path place;

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void fill() {
        try (EmbeddedStore store = open()) {
            store.log()
                    .appendNow(List.of(
                            joined("ada"),
                            consented("ada", Purpose.PERSONALIZATION),
                            published("ada", "a", "Words"),
                            joined("bo"),
                            liked("bo", "a"),
                            searched("bo", "tea")));
            store.ledger().append(new Entry(clock.millis(), "key:1", "member.exported", null, Map.of()));
            store.snapshot();
        }
    }

    @Test
    void a_sound_folder_is_well_and_its_snapshot_equals_a_replay() {
        Examination examination = examine();

        assertThat(examination.well()).as("%s", examination.findings()).isTrue();
        assertThat(about("snapshots").what()).contains("equals a replay in all");
        assertThat(about("backup").what()).contains("None was taken");
    }

    @Test
    void a_snapshot_that_is_not_what_the_log_says_names_the_projections_and_is_dropped_by_a_repair() throws Exception {
        // Taken out by the book, so that nothing else misses it: the state alone still counts the like.
        sql("log.db", "delete from events where sequence = 5");

        Finding finding = about("snapshots");
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.what())
                .contains("differs from a replay of the log in")
                .contains("counts");
        assertThat(finding.todo()).contains("--repair");
        assertThat(examine().disposable("snapshots")).isTrue();

        Repair.snapshots(folder());

        assertThat(examine().well()).as("%s", examine().findings()).isTrue();
    }

    @Test
    void a_flipped_byte_in_any_file_of_a_snapshot_is_found() throws Exception {
        try (Stream<Path> files = Files.walk(folder().resolve("snapshots"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                byte[] damaged = bytes.clone();
                damaged[random.nextInt(damaged.length)] ^= 4;
                Files.write(file, damaged);

                assertThat(about("snapshots").what()).as(file.toString()).contains("does not open");
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void facts_that_are_gone_and_counts_that_are_behind_are_damage() throws Exception {
        sql("log.db", "update dropped set facts = facts + 2");
        assertThat(damage()).anyMatch(what -> what.contains("0 facts are not there, while 2 were erased"));
        sql("log.db", "update dropped set facts = 0");

        sql("log.db", "update progress set head = head - 1");
        assertThat(damage()).anyMatch(what -> what.contains("It goes to fact 6 and counts to 5"));
    }

    @Test
    void a_log_that_ends_before_its_snapshot_is_damage_and_says_what_to_do() throws Exception {
        sql("log.db", "delete from events where sequence = 6");
        sql("log.db", "update dropped set facts = 0");
        sql("log.db", "update progress set head = 5");

        assertThat(damage()).anyMatch(what -> what.contains("made at fact 6, but the log ends at 5"));
        assertThat(examine().findings()).extracting(Finding::todo).anyMatch(todo -> todo.contains("--accept-loss"));
    }

    @Test
    void an_old_backup_is_a_warning() {
        Backup.take(folder(), place.resolve("backup"), place.resolve("vault"), clock);
        assertThat(about("backup").level()).isEqualTo(Level.WELL);

        clock.advance(Duration.ofDays(8).toMillis());

        assertThat(about("backup").level()).isEqualTo(Level.WARNING);
        assertThat(about("backup").what()).contains("What came since is lost");
    }

    @Test
    void an_unfinished_erasure_is_told_and_its_snapshots_are_not_judged() throws Exception {
        sql("log.db", "insert into erasures(member, sequence) values (1, 6)");

        assertThat(about("erasures").what()).contains("1 are not finished");
        assertThat(about("erasures").todo()).contains("The next start finishes them");
        assertThat(examine().findings()).extracting(Finding::about).doesNotContain("snapshots");
    }

    @Test
    void a_changed_entry_of_the_ledger_is_damage() throws Exception {
        sql("ledger.db", "update entries set sealed = zeroblob(length(sealed))");

        assertThat(damage()).anyMatch(what -> what.contains("does not have its hash"));
    }

    @Test
    void damaged_disposable_files_do_not_keep_it_from_reading_the_others() throws Exception {
        Files.write(folder().resolve("blobs.db"), new byte[20_000]);

        assertThat(damage()).singleElement().asString().contains("SQLite");
        assertThat(about("log").what()).contains("6 facts decode");
        assertThat(about("ledger").level()).isEqualTo(Level.WELL);
    }

    @Test
    void damaged_pages_of_the_log_are_damage_with_a_way_out() throws Exception {
        byte[] bytes = Files.readAllBytes(folder().resolve("log.db"));
        for (int at = 4_096; at < bytes.length; at++) bytes[at] ^= 0x55;
        Files.write(folder().resolve("log.db"), bytes);

        assertThat(damage()).isNotEmpty();
        assertThat(examine().findings())
                .filteredOn(finding -> finding.level() == Level.DAMAGE)
                .extracting(Finding::todo)
                .anyMatch(todo -> todo.contains("restore the newest backup"));
    }

    @Test
    void what_a_writer_moves_is_not_compared_while_a_node_serves() {
        try (EmbeddedStore _ = open()) {
            assertThat(examine().inUse()).isTrue();
            assertThat(about("snapshots").level()).isEqualTo(Level.NOTE);
            assertThat(examine().well()).as("%s", examine().findings()).isTrue();
        }
    }

    private List<String> damage() {
        return examine().findings().stream()
                .filter(finding -> finding.level() == Level.DAMAGE)
                .map(Finding::what)
                .toList();
    }

    private Finding about(String what) {
        return examine().findings().stream()
                .filter(finding -> finding.about().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private Examination examine() {
        return Doctor.examine(
                folder(),
                EmbeddedStore.masterKeyIn(folder(), random),
                Retention.USUAL.at(clock.millis()),
                clock,
                random);
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder(),
                new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                clock,
                random,
                EmbeddedStore.Progress.SILENT);
    }

    private Path folder() {
        return place.resolve("community");
    }

    private void sql(String file, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve(file));
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        }
    }
}
