package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import attune.store.embedded.LedgerAudit.Found;
import attune.store.embedded.LedgerAudit.Report;
import attune.store.ledger.Checkpoint;
import attune.store.ledger.Entry;
import attune.store.ledger.NoteKey;
import attune.store.ledger.NoteSigner;
import attune.store.merkle.Growth;
import attune.store.merkle.Hash;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way to tamper with a ledger is tried and must be found.
class LedgerAuditTest {
    private static final int ENTRIES = 11;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Path checkpoints = Path.of("");
    private NoteKey verifier = new NoteKey("none", new byte[32]);

    @BeforeEach
    void fill() throws SQLException {
        file = folder.resolve("ledger.db");
        checkpoints = folder.resolve("ledger.checkpoints");
        MasterKeyFile master = new MasterKeyFile(folder.resolve("master.key"), new SecureRandom());
        try (SqliteKeys keys = SqliteKeys.open(folder.resolve("keys.db"), master, new SecureRandom());
                SqliteLedger ledger =
                        SqliteLedger.open(file, checkpoints, keys, InstantSource.system(), new SecureRandom())) {
            verifier = NoteKey.parse(ledger.verifierKey());
            for (int i = 0; i < ENTRIES; i++) {
                ledger.append(new Entry(i, "key:4f2a", "member.exported", null, Map.of("number", "" + i)));
                if (i == 4 || i == 7) ledger.publish();
            }
        }
        sql("pragma journal_mode=delete");
    }

    @Test
    void an_untouched_ledger_is_clean_and_its_checkpoints_hold() {
        Report report = audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.size()).isEqualTo(ENTRIES);
        assertThat(report.checkpoints()).isEqualTo(3);
    }

    @Test
    void every_byte_of_a_record_and_every_hash_flipped_is_found_and_named() throws Exception {
        try (Connection connection = connection()) {
            for (int entry = 5; entry < ENTRIES; entry += 5) {
                byte[] sealed = sealed(connection, entry);
                for (int at = 0; at < sealed.length; at += entry == 5 ? 1 : 8) {
                    flip(connection, "update entries set sealed = ? where number = " + entry, sealed, at);
                    assertThat(audit().findings())
                            .as("byte %d of entry %d", at, entry)
                            .anyMatch(
                                    ("Entry " + entry + " does not have its hash: it was changed, or its hash was.")
                                            ::equals);
                    write(connection, "update entries set sealed = ? where number = " + entry, sealed);
                }
            }
            for (int level = 0; level < 4; level++) {
                for (int position = 0; position < ENTRIES >> level; position++) {
                    String where = " where level = " + level + " and position = " + position;
                    byte[] hash = blob(connection, "select hash from nodes" + where);
                    flip(connection, "update nodes set hash = ?" + where, hash, (level * 7 + position) % 32);
                    assertThat(audit().findings()).as("hash" + where).hasSizeBetween(1, 2);
                    write(connection, "update nodes set hash = ?" + where, hash);
                }
            }
        }
        assertThat(audit().clean()).isTrue();
    }

    /// What a flipped byte of the file does not change in a row is slack or bookkeeping of SQLite's; everything
    /// else must be found.
    @Test
    void a_flipped_byte_of_the_file_changes_nothing_or_is_found() throws Exception {
        long seed = 20_261;
        Random chance = new Random(seed);
        List<String> before = rows();
        int found = 0;
        for (int trial = 0; trial < 80; trial++) {
            long at = chance.nextLong(Files.size(file));
            int bit = 1 << chance.nextInt(8);
            flip(at, bit);
            boolean clean = audit().clean();
            if (!clean) found++;
            else assertThat(rows()).as("seed %d, byte %d", seed, at).isEqualTo(before);
            flip(at, bit);
        }
        assertThat(found).isGreaterThan(4);
        assertThat(audit().clean()).isTrue();
    }

    @Test
    void a_ledger_that_was_cut_is_found_even_if_its_hashes_were_cut_too() throws Exception {
        sql("delete from entries where number >= 9");
        assertThat(audit().findings()).anyMatch(finding -> finding.contains("entries were cut off or added"));

        rebuild(9);

        assertThat(audit().findings())
                .containsExactly("Checkpoint 3 of ledger.checkpoints was signed over 11 entries; the ledger has 9: it"
                        + " was cut.");
    }

    @Test
    void a_tail_rewritten_with_all_inner_hashes_right_is_found_by_the_checkpoint() throws Exception {
        sql("update entries set sealed = (select sealed from entries where number = 0) where number = 6");
        rebuild(ENTRIES);

        assertThat(audit().findings())
                .hasSize(2)
                .allMatch(finding -> finding.contains("are not what they were"))
                .noneMatch(finding -> finding.startsWith("Checkpoint 1"));
    }

    @Test
    void entries_that_changed_places_are_found() throws Exception {
        sql("update entries set number = 100 where number = 2");
        sql("update entries set number = 2 where number = 3");
        sql("update entries set number = 3 where number = 100");

        assertThat(audit().findings())
                .contains("Entry 2 does not have its hash: it was changed, or its hash was.")
                .contains("Entry 3 does not have its hash: it was changed, or its hash was.");
    }

    @Test
    void a_missing_entry_is_named() throws Exception {
        sql("delete from entries where number = 5");

        assertThat(audit().findings()).contains("Entry 5 is missing; the next is 6.");
    }

    @Test
    void a_forged_checkpoint_and_one_of_another_ledger_are_found() throws Exception {
        Hash root = audit().root();
        NoteSigner forger = new NoteSigner(verifier.name(), new byte[32]);
        String forged = forger.sign(new Checkpoint(verifier.name(), ENTRIES, root, 0).text());

        assertThat(LedgerAudit.of(file, List.of(new Found("The auditor's", forged)), verifier)
                        .findings())
                .containsExactly("The auditor's is not signed by " + verifier.name() + ".");
        assertThat(LedgerAudit.of(file, List.of(new Found("The auditor's", "scrap")), verifier)
                        .findings())
                .containsExactly("The auditor's is no checkpoint.");
    }

    @Test
    void checkpoints_without_a_verifier_key_are_not_passed_over() {
        assertThat(LedgerAudit.of(file, CheckpointFile.read(checkpoints), null).findings())
                .hasSize(3)
                .allMatch(finding -> finding.contains("no verifier key is known"));
    }

    private Report audit() {
        return LedgerAudit.of(file, CheckpointFile.read(checkpoints), verifier);
    }

    /// What somebody does who knows the format: makes the hashes fit the first entries again.
    private void rebuild(int entries) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("insert into nodes(level, position, hash) values (?, ?, ?)")) {
            statement.execute("delete from nodes");
            Growth growth = new Growth();
            for (int entry = 0; entry < entries; entry++) {
                for (Growth.Completed one : growth.append(Hash.leaf(sealed(connection, entry)))) {
                    insert.setInt(1, one.level());
                    insert.setLong(2, one.position());
                    insert.setBytes(3, one.hash().bytes());
                    insert.executeUpdate();
                }
            }
        }
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet entries = statement.executeQuery("select number, hex(sealed) from entries order by number")) {
            while (entries.next()) rows.add(entries.getLong(1) + " " + entries.getString(2));
        }
        return rows;
    }

    private static byte[] sealed(Connection connection, int entry) throws SQLException {
        return blob(connection, "select sealed from entries where number = " + entry);
    }

    private static byte[] blob(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static void flip(Connection connection, String sql, byte[] bytes, int at) throws SQLException {
        byte[] flipped = bytes.clone();
        flipped[at] = (byte) (flipped[at] ^ 1);
        write(connection, sql, flipped);
    }

    private static void write(Connection connection, String sql, byte[] bytes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, bytes);
            statement.executeUpdate();
        }
    }

    private void flip(long at, int bit) throws Exception {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            int old = raw.read();
            raw.seek(at);
            raw.write(old ^ bit);
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?synchronous=OFF");
    }
}
