package attune.testkit.embedded;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Envelope;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs.Blob;
import attune.store.embedded.Backup;
import attune.store.embedded.BackupCheck;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Manifest;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import attune.store.embedded.Scrub;
import attune.store.embedded.StoreUnusable;
import attune.store.embedded.Vault;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Entry;
import attune.store.quarantine.Watch;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.SteppingClock;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups are taken while the store is open; keys and ledger go to the vault.
class BackupTest {
    private static final String ADA = "at://did:plc:ada-lovelace";
    private static final String WORDS = "On the analytical engine";

    @TempDir
    Path place;

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SecureRandom random = new SecureRandom();
    private final Chronicle chronicle = new Chronicle(7, clock, 20);
    private EmbeddedStore store;
    private MemberId ada = new MemberId(0);
    private Needles needles = new Needles(ada, Set.of(), List.of());

    @BeforeEach
    void fill() {
        store = open(folder());
        chronicle.begin(store.log());
        store.log()
                .appendNow(List.of(
                        joined(ADA),
                        published(ADA, "ada-1", WORDS, "engines"),
                        followed("m1", ADA),
                        liked("m5", "ada-1")));
        chronicle.go(store.log(), 1_000);
        ada = store.directory().member(new ExternalId(ADA)).orElseThrow();
        ItemId item = store.directory().item(new ExternalId("ada-1")).orElseThrow();
        needles = new Needles(ada, Set.of(item), List.of(ADA, WORDS));
        store.blobs()
                .put(new Blob(
                        "artifact",
                        1,
                        null,
                        clock.millis(),
                        WORDS.getBytes(StandardCharsets.UTF_8),
                        List.of(ada),
                        List.of(item)));
        store.blobs().flush();
        store.ledger().append(new Entry(clock.millis(), "key:1", "member.exported", ada, Map.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_backup_of_a_serving_store_restores_to_the_same_facts_blobs_and_ledger() {
        Manifest manifest = take("one");
        List<Envelope> expected = facts(store);
        String verifier = store.ledger().verifierKey();
        chronicle.go(store.log(), 100);
        store.close();

        Backup.restore(place.resolve("one"), vault(), place.resolve("restored"));
        store = restored();

        assertThat(manifest.sequence()).isEqualTo(expected.size());
        assertThat(facts(store)).isEqualTo(expected);
        assertThat(store.erasedSince()).isZero();
        assertThat(store.blobs().get("artifact", 1)).contains(WORDS.getBytes(StandardCharsets.UTF_8));
        assertThat(store.ledger().verifierKey()).isEqualTo(verifier);
        assertThat(store.ledger().entries(0, 1).getFirst().entry()).isNotNull();
    }

    @Test
    void ingest_and_an_erasure_go_on_while_backups_are_taken() {
        Thread writing = Thread.ofVirtual().start(() -> {
            chronicle.go(store.log(), 1_000);
            store.erasure().erase(ada);
        });
        List<String> names = new ArrayList<>();
        for (int i = 0; writing.isAlive() && i < 5; i++) {
            names.add("during-" + i);
            take("during-" + i);
        }
        join(writing);

        assertThat(names).isNotEmpty();
        for (String name : names) {
            assertThat(check(name).findings()).as(name).isEmpty();
        }
        assertThat(store.directory().member(new ExternalId(ADA))).isEmpty();
    }

    @Test
    void who_was_erased_after_the_backup_is_erased_again_before_the_restored_one_serves() {
        take("one");
        assertThat(store.scanner().scan(needles).clean()).as("positive control").isFalse();
        int next = members(store);
        store.log().appendNow(List.of(joined("late"), published("late", "late-1", "x")));
        store.erasure().erase(ada);
        take("two");
        store.close();

        Backup.restore(place.resolve("one"), vault(), place.resolve("restored"));
        store = restored();

        assertThat(store.erasedSince()).isEqualTo(1);
        Scan after = store.scanner().scan(needles);
        assertThat(after.findings()).isEmpty();
        assertThat(after.tombstones()).isEqualTo(1);
        assertThat(store.directory().member(new ExternalId(ADA))).isEmpty();
        assertThat(store.ledger().entries(1, 9))
                .anyMatch(one -> one.entry() != null && one.entry().action().equals("erasure.replayed"));
        // A member who joined after the backup is unknown here, but their number stays theirs.
        store.log().appendNow(List.of(joined("newcomer")));
        assertThat(store.directory().member(new ExternalId("newcomer")).orElseThrow())
                .isEqualTo(new MemberId(next + 1));
    }

    @Test
    void a_member_erased_again_by_a_restore_has_a_tombstone_no_older_than_the_newest_fact() {
        take("one");
        long newest = facts(store).getLast().arrivalMillis();
        store.erasure().erase(ada);
        take("two");
        store.close();
        clock.advance(-86_400_000L);

        Backup.restore(place.resolve("one"), vault(), place.resolve("restored"));
        store = restored();

        assertThat(facts(store).getLast().arrivalMillis()).isGreaterThanOrEqualTo(newest);
    }

    @Test
    void a_scrub_takes_the_erased_out_of_the_backup_itself() throws Exception {
        take("one");
        byte[] row = WORDS.getBytes(StandardCharsets.UTF_8);
        assertThat(holds(place.resolve("one"), row))
                .as("positive control: the open artifact")
                .isTrue();
        store.erasure().erase(ada);
        take("two");
        assertThat(holds(place.resolve("one"), row)).as("red before the scrub").isTrue();
        assertThat(check("one").erased()).isPositive();

        int erased = Scrub.of(place.resolve("one"), vault(), masterKey(), clock, random);

        assertThat(erased).isEqualTo(1);
        assertThat(holds(place.resolve("one"), row)).isFalse();
        assertThat(check("one").findings()).isEmpty();
        assertThat(check("one").erased()).isZero();
        assertThat(Scrub.of(place.resolve("one"), vault(), masterKey(), clock, random))
                .as("a clean backup stays as it is")
                .isZero();
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("community", "one", "two", "vault");
        }
    }

    @Test
    void the_backup_holds_no_key_and_the_vault_no_fact_and_nobody_else_reads_them() throws Exception {
        take("one");

        try (Stream<Path> files = Files.list(place.resolve("one"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("log.db", "blobs.db", "manifest");
        }
        assertThat(vault().resolve("keys.db")).exists();
        assertThat(vault().resolve("ledger.db")).exists();
        assertThat(vault().resolve("log.db")).doesNotExist();
        assertThat(vault().resolve("master.key")).doesNotExist();
        for (Path folder : List.of(place.resolve("one"), vault(), folder())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .as(file.toString())
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void a_flipped_byte_in_a_backup_is_found_and_nothing_is_restored() throws Exception {
        take("one");
        Random chance = new Random(3);
        for (String name : List.of("log.db", "blobs.db", "manifest")) {
            Path file = place.resolve("one").resolve(name);
            for (int trial = 0; trial < 5; trial++) {
                long at = chance.nextLong(Files.size(file));
                flip(file, at);
                assertThatThrownBy(() -> Backup.restore(place.resolve("one"), vault(), place.resolve("restored")))
                        .as("%s, byte %d", name, at)
                        .isInstanceOf(StoreUnusable.class)
                        .hasMessageContaining("damaged");
                flip(file, at);
            }
        }
        assertThat(place.resolve("restored")).doesNotExist();
        assertThat(check("one").findings()).isEmpty();
    }

    @Test
    void a_restore_refuses_a_full_folder_a_foreign_vault_and_an_older_vault() {
        take("one");
        Path old = place.resolve("old-vault");
        Backup.take(folder(), place.resolve("two"), old, clock);
        store.log().appendNow(List.of(joined("late")));
        take("three");

        assertThatThrownBy(() -> Backup.restore(place.resolve("one"), vault(), folder()))
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> Backup.restore(place.resolve("three"), old, place.resolve("restored")))
                .hasMessageContaining("older than the backup");
        try (EmbeddedStore other = open(place.resolve("other"))) {
            other.log().appendNow(List.of(joined("x")));
            assertThatThrownBy(() -> Backup.take(place.resolve("other"), place.resolve("four"), vault(), clock))
                    .hasMessageContaining("belongs to another community");
            Backup.take(place.resolve("other"), place.resolve("five"), place.resolve("other-vault"), clock);
        }
        assertThatThrownBy(() ->
                        Backup.restore(place.resolve("one"), place.resolve("other-vault"), place.resolve("restored")))
                .hasMessageContaining("another community");
    }

    @Test
    void a_rotated_master_key_opens_the_next_vault_and_the_same_facts() {
        take("one");
        List<Envelope> expected = facts(store);
        store.close();
        String before = Vault.ring(folder()).masterKey();

        String after = Vault.rotate(folder(), masterKey(), random);

        assertThat(after).isNotEqualTo(before);
        store = open(folder());
        assertThat(facts(store)).isEqualTo(expected);
        take("two");
        assertThat(Vault.ring(vault()).masterKey()).isEqualTo(after);
        assertThat(check("one").findings())
                .as("an older backup with the newest vault")
                .isEmpty();
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

    private Manifest take(String name) {
        return Backup.take(folder(), place.resolve(name), vault(), clock);
    }

    private BackupCheck.Report check(String name) {
        return BackupCheck.of(place.resolve(name), vault(), masterKey(), random);
    }

    private EmbeddedStore restored() {
        return EmbeddedStore.open(
                place.resolve("restored"),
                masterKey(),
                List.of(),
                Watch.NOBODY,
                clock,
                random,
                EmbeddedStore.Progress.SILENT);
    }

    private EmbeddedStore open(Path folder) {
        return EmbeddedStore.open(folder, List.of(), clock, random, EmbeddedStore.Progress.SILENT);
    }

    private static int members(EmbeddedStore store) {
        int count = 0;
        while (store.directory().knows(new MemberId(count))) count++;
        return count;
    }

    private static List<Envelope> facts(EmbeddedStore store) {
        List<Envelope> facts = new ArrayList<>();
        store.log().replay(0, facts::add);
        return facts;
    }

    private static boolean holds(Path folder, byte[] needle) throws Exception {
        String wanted = new String(needle, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) return true;
            }
        }
        return false;
    }

    private static void flip(Path file, long at) throws Exception {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            int old = raw.read();
            raw.seek(at);
            raw.write(old ^ 1);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
