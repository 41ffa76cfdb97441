package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import attune.model.identity.MemberId;
import attune.store.ledger.Checkpoint;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger.Recorded;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteKey;
import attune.store.merkle.Hash;
import attune.store.merkle.Proofs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
    private static final MemberId ADA = new MemberId(7);

    @TempDir
    Path folder;

    private SqliteKeys keys;
    private SqliteLedger ledger;

    @BeforeEach
    void open() throws Exception {
        keys = keys(folder);
        keys.create(ADA.value());
        keys.persist();
        ledger = ledger(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
        keys.close();
    }

    @Test
    void entries_are_numbered_from_nought_and_read_back_after_a_restart() throws Exception {
        Entry exported = exported(ADA);
        Entry promoted = new Entry(2, "platform", "model.promoted", null, Map.of("version", "ä-3"));

        assertThat(ledger.append(exported)).isZero();
        assertThat(ledger.append(promoted)).isEqualTo(1);
        close();
        keys = keys(folder);
        ledger = ledger(folder);

        assertThat(ledger.size()).isEqualTo(2);
        assertThat(ledger.entries(0, 10)).extracting(Recorded::entry).containsExactly(exported, promoted);
        assertThat(ledger.append(promoted)).isEqualTo(2);
        assertThat(ledger.entries(2, 10)).extracting(Recorded::number).containsExactly(2L);
    }

    @Test
    void every_entry_and_every_earlier_size_can_be_proved() {
        for (int i = 0; i < 20; i++) ledger.append(exported(i % 2 == 0 ? ADA : null));
        Hash root = ledger.root(20);

        for (Recorded one : ledger.entries(0, 100)) {
            assertThat(one.leaf()).isEqualTo(Hash.leaf(one.sealed()));
            assertThat(Proofs.includes(one.leaf(), one.number(), 20, ledger.inclusion(one.number(), 20), root))
                    .isTrue();
            assertThat(Proofs.consistent(
                            one.number(), ledger.root(one.number()), 20, root, ledger.consistency(one.number(), 20)))
                    .isTrue();
        }
        assertThatThrownBy(() -> ledger.root(21)).hasMessageContaining("has 20 entries");
    }

    @Test
    void when_the_subject_is_erased_the_content_is_gone_and_the_proofs_stay() throws Exception {
        ledger.append(exported(ADA));
        ledger.append(exported(null));
        Hash before = ledger.root(2);

        keys.destroy(List.of(ADA));

        List<Recorded> left = ledger.entries(0, 10);
        assertThat(left.getFirst().entry()).isNull();
        assertThat(left.getLast().entry()).isEqualTo(exported(null));
        assertThat(ledger.root(2)).isEqualTo(before);
        assertThat(Proofs.includes(left.getFirst().leaf(), 0, 2, ledger.inclusion(0, 2), before))
                .isTrue();
        // What comes late about the erased member is recorded without naming anyone.
        ledger.append(exported(ADA));
        assertThat(ledger.entries(2, 1).getFirst().entry())
                .isEqualTo(new Entry(1, "operator:console", "member.exported", null, Map.of("subject", "erased")));
    }

    @Test
    void nothing_of_an_entry_lies_readable_in_the_files() throws Exception {
        ledger.append(exported(ADA));
        ledger.append(exported(null));

        for (String name : List.of("ledger.db", "ledger.db-wal")) {
            assertThat(new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1))
                    .doesNotContain("operator:console")
                    .doesNotContain("exported");
        }
    }

    @Test
    void the_checkpoint_tells_size_and_root_and_is_signed_by_the_same_key_after_a_restart() {
        ledger.append(exported(ADA));
        String key = ledger.verifierKey();
        String note = ledger.checkpoint();
        close();
        keys = keys(folder);
        ledger = ledger(folder);

        assertThat(ledger.verifierKey()).isEqualTo(key);
        assertThat(NoteKey.parse(key).signed(note)).isTrue();
        assertThat(Checkpoint.parse(note).size()).isEqualTo(1);
        assertThat(Checkpoint.parse(note).root()).isEqualTo(ledger.root(1));
        assertThat(Checkpoint.parse(note).origin()).startsWith("attune-ledger/");
    }

    @Test
    void many_threads_append_each_once_and_in_one_order() throws Exception {
        List<Future<Long>> numbers = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) numbers.add(many.submit(() -> ledger.append(exported(null))));
        }
        List<Long> given = new ArrayList<>();
        for (Future<Long> number : numbers) given.add(number.get());

        assertThat(given).doesNotHaveDuplicates().hasSize(500);
        assertThat(ledger.size()).isEqualTo(500);
    }

    @Test
    void a_closed_ledger_records_nothing_and_says_so() {
        ledger.close();

        assertThatThrownBy(() -> ledger.append(exported(null)))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("closed");
    }

    /// What a power cut or a full disk leaves in the middle of a checkpoint, for any length of it.
    @Test
    void a_torn_checkpoint_is_taken_off_at_the_next_start_and_the_audit_stays_clean() throws Exception {
        ledger.append(exported(null));
        close();
        byte[] first = Files.readAllBytes(checkpoints());
        open();
        ledger.append(exported(null));
        close();
        byte[] both = Files.readAllBytes(checkpoints());
        for (int cut = first.length + 1; cut <= both.length; cut += 13) {
            Files.write(checkpoints(), Arrays.copyOf(both, cut));
            open();
            close();
            assertThat(audit().findings())
                    .as("cut at byte %d of %d", cut, both.length)
                    .isEmpty();
            assertThat(Files.readAllBytes(checkpoints())).startsWith(first);
        }
        open();
    }

    @Test
    void a_checkpoint_that_could_be_written_only_in_part_is_taken_off_by_the_next_one() throws Exception {
        ledger.append(exported(null));
        ledger.publish();
        Files.writeString(checkpoints(), "attune-ledger/3fa2c0", StandardOpenOption.APPEND);

        ledger.append(exported(null));
        ledger.publish();

        assertThat(audit().findings()).isEmpty();
        assertThat(audit().checkpoints()).isEqualTo(2);
    }

    @Test
    void an_older_copy_of_the_ledger_is_refused_and_never_signed_over() throws Exception {
        ledger.append(exported(null));
        close();
        byte[] older = Files.readAllBytes(folder.resolve("ledger.db"));
        open();
        ledger.append(exported(ADA));
        close();
        byte[] newest = Files.readAllBytes(folder.resolve("ledger.db"));
        byte[] signed = Files.readAllBytes(checkpoints());

        Files.write(folder.resolve("ledger.db"), older);
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("over 2 entries")
                .hasMessageContaining("has 1 entries");
        keys.close();

        // Gone on from the older copy, it has as many entries as were signed, but others.
        Files.delete(checkpoints());
        open();
        ledger.append(exported(null));
        close();
        Files.write(checkpoints(), signed);
        assertThatThrownBy(this::open).hasMessageContaining("holds others");
        keys.close();
        assertThat(Files.readAllBytes(checkpoints())).isEqualTo(signed);

        Files.write(folder.resolve("ledger.db"), newest);
        open();
        assertThat(ledger.size()).isEqualTo(2);
    }

    @Test
    void the_vaults_checkpoints_never_go_beyond_its_ledger() throws Exception {
        ledger.append(exported(null));
        ledger.publish();
        Path vault = folder.resolve("vault");
        AtomicBoolean enough = new AtomicBoolean();
        Thread recording = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 2_000 && !enough.get(); i++) {
                ledger.append(exported(null));
                ledger.publish();
            }
        });
        try {
            for (int copy = 0; copy < 30; copy++) {
                Vault.update(folder, vault);
                long signed = Checkpoint.parse(Checkpoint.notes(Files.readString(vault.resolve("ledger.checkpoints")))
                                .getLast())
                        .size();
                assertThat(Vault.extendsLedger(vault, signed, ledger.root(signed)))
                        .as("copy %d, signed over %d", copy, signed)
                        .isTrue();
            }
        } finally {
            enough.set(true);
            recording.join();
        }
    }

    @Test
    void an_audit_of_a_ledger_that_is_being_written_finds_nothing() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread recording = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 5_000 && !enough.get(); i++) ledger.append(exported(null));
        });
        try {
            for (int audit = 0; audit < 300; audit++) {
                assertThat(audit().findings()).isEmpty();
            }
        } finally {
            enough.set(true);
            recording.join();
        }
        assertThat(ledger.size()).isPositive();
    }

    @Test
    void a_ledger_whose_writer_breaks_refuses_what_waits_and_what_comes_instead_of_hanging() throws Exception {
        close();
        keys = keys(folder);
        ledger = SqliteLedger.open(
                folder.resolve("ledger.db"), checkpoints(), keys, InstantSource.system(), new Exhausted());

        for (int i = 0; i < 2; i++) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> ledger.append(exported(null)))
                            .isInstanceOf(LedgerUnavailable.class)
                            .hasMessageContaining("The writer broke"));
        }
        assertThat(ledger.size()).isZero();
    }

    /// Breaks what seals, by an error that no code expects.
    private static final class Exhausted extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            throw new AssertionError("planted");
        }
    }

    private Path checkpoints() {
        return folder.resolve("ledger.checkpoints");
    }

    private LedgerAudit.Report audit() {
        return LedgerAudit.of(
                folder.resolve("ledger.db"), CheckpointFile.read(checkpoints()), NoteKey.parse(ledger.verifierKey()));
    }

    private static Entry exported(@Nullable MemberId subject) {
        return new Entry(1, "operator:console", "member.exported", subject, Map.of("bytes", "1234"));
    }

    private static SqliteKeys keys(Path folder) {
        return SqliteKeys.open(
                folder.resolve("keys.db"),
                new MasterKeyFile(folder.resolve("master.key"), new SecureRandom()),
                new SecureRandom());
    }

    private SqliteLedger ledger(Path folder) {
        return SqliteLedger.open(
                folder.resolve("ledger.db"),
                folder.resolve("ledger.checkpoints"),
                keys,
                InstantSource.system(),
                new SecureRandom());
    }
}
