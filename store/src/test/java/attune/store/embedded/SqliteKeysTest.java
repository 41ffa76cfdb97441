package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeysTest {
    @TempDir
    Path folder;

    @Test
    void keys_and_secrets_are_the_same_after_opening_again() throws Exception {
        byte[] key;
        byte[] mac;
        try (SqliteKeys keys = open()) {
            key = keys.create(7).clone();
            keys.persist();
            mac = keys.mac("cursor", new byte[] {1});
        }
        try (SqliteKeys keys = open()) {
            assertThat(keys.key(7)).isEqualTo(key);
            assertThat(keys.has(new MemberId(8))).isFalse();
            assertThat(keys.mac("cursor", new byte[] {1})).isEqualTo(mac).hasSize(32);
            assertThat(keys.mac("trace-reference", new byte[] {1})).isNotEqualTo(mac);
        }
    }

    @Test
    void a_key_not_persisted_is_not_kept() throws Exception {
        try (SqliteKeys keys = open()) {
            keys.create(7);
        }
        try (SqliteKeys keys = open()) {
            assertThat(keys.has(new MemberId(7))).isFalse();
        }
    }

    @Test
    void of_a_destroyed_key_no_byte_is_left_in_any_file() throws Exception {
        try (SqliteKeys keys = open()) {
            for (int member = 0; member < 3_000; member++) keys.create(member);
            keys.persist();
            byte[] wrapped = wrapped(1_500);
            assertThat(found(wrapped)).as("positive control").isTrue();

            keys.destroy(List.of(new MemberId(1_500)));
            keys.destroy(List.of(new MemberId(1_500)));

            assertThat(found(wrapped)).isFalse();
            assertThat(keys.has(new MemberId(1_500))).isFalse();
        }
        try (SqliteKeys keys = open()) {
            assertThat(keys.has(new MemberId(1_500))).isFalse();
            assertThat(keys.has(new MemberId(1_501))).isTrue();
        }
    }

    @Test
    void a_wrapped_key_moved_to_another_member_does_not_open() throws Exception {
        try (SqliteKeys keys = open()) {
            keys.create(1);
            keys.create(2);
            keys.persist();
        }
        sql("update keys set wrapped = (select wrapped from keys where member = 1) where member = 2");

        assertThatThrownBy(this::open).isInstanceOf(StoreUnusable.class).hasMessageContaining("does not open");
    }

    @Test
    void a_wrong_master_key_is_named_and_so_is_the_right_one() throws Exception {
        String right;
        try (SqliteKeys keys = open()) {
            keys.create(1);
            keys.persist();
        }
        right = MasterKey.parse(Files.readString(masterKey())).id();
        MasterKey wrong = MasterKey.random(new SecureRandom());
        Files.writeString(masterKey(), wrong.hex());

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("wrapped under key " + right)
                .hasMessageContaining("the file master.key holds key " + wrong.id())
                .hasMessageNotContaining(wrong.hex());
    }

    @Test
    void a_rotation_keeps_every_key_and_the_old_master_key_opens_nothing_any_more() throws Exception {
        String old;
        byte[] key;
        try (SqliteKeys keys = open()) {
            old = Files.readString(masterKey());
            key = keys.create(1).clone();
            keys.create(2);
            keys.persist();
            keys.destroy(List.of(new MemberId(2)));
            byte[] wrapped = wrapped(1);

            MasterKey next = MasterKey.random(new SecureRandom());
            source().propose(next);
            keys.rewrap(next);
            source().adopt();

            assertThat(found(wrapped)).as("the key under the old master key").isFalse();
            // New keys are wrapped under the new master key too.
            keys.create(3);
            keys.persist();
        }
        try (SqliteKeys keys = open()) {
            assertThat(keys.key(1)).isEqualTo(key);
            assertThat(keys.destroyed().stream()).containsExactly(2);
            assertThat(keys.has(new MemberId(3))).isTrue();
        }
        Files.writeString(masterKey(), old);
        assertThatThrownBy(this::open).hasMessageContaining("does not open with this master key");
    }

    /// The three moments at which a rotation may be cut short; after each the ring opens.
    @Test
    void a_rotation_cut_short_at_any_moment_leaves_a_ring_that_opens() throws Exception {
        byte[] key;
        try (SqliteKeys keys = open()) {
            key = keys.create(1).clone();
            keys.persist();
        }
        String old = Files.readString(masterKey());
        MasterKey next = MasterKey.random(new SecureRandom());

        source().propose(next);
        try (SqliteKeys keys = open()) {
            assertThat(keys.key(1)).as("before the rows were wrapped anew").isEqualTo(key);
            assertThat(source().next()).as("the new key is dropped").isEmpty();
            source().propose(next);
            keys.rewrap(next);
        }
        assertThat(Files.readString(masterKey())).isEqualTo(old);
        try (SqliteKeys keys = open()) {
            assertThat(keys.key(1)).as("after, before the file was renamed").isEqualTo(key);
        }
        assertThat(Files.readString(masterKey()).strip()).isEqualTo(next.hex());
        open().close();
    }

    /// Whoever is told to move the new key themselves may first put the old one away.
    @Test
    void the_only_master_key_left_after_a_rotation_takes_its_place_and_is_never_deleted() throws Exception {
        byte[] key;
        MasterKey next = MasterKey.random(new SecureRandom());
        try (SqliteKeys keys = open()) {
            key = keys.create(1).clone();
            keys.persist();
            source().propose(next);
            keys.rewrap(next);
        }
        Files.delete(masterKey());

        for (int start = 1; start <= 2; start++) {
            try (SqliteKeys keys = open()) {
                assertThat(keys.key(1)).as("at start %d", start).isEqualTo(key);
            }
        }

        assertThat(Files.readString(masterKey()).strip()).isEqualTo(next.hex());
        assertThat(source().next()).isEmpty();
    }

    @Test
    void a_next_master_key_is_not_dropped_where_it_is_the_only_one() throws Exception {
        MasterKey next = MasterKey.random(new SecureRandom());
        source().propose(next);

        assertThatThrownBy(() -> source().discard()).hasMessageContaining("the only one");
        assertThat(source().next().map(MasterKey::id)).contains(next.id());
    }

    @Test
    void a_rotation_whose_write_ahead_log_is_held_open_names_the_new_key_as_the_one_to_keep() throws Exception {
        byte[] key;
        MasterKey next = MasterKey.random(new SecureRandom());
        try (SqliteKeys keys = open()) {
            key = keys.create(1).clone();
            keys.persist();
            source().propose(next);
            whileSomebodyReads(
                    keys,
                    () -> assertThatThrownBy(() -> keys.rewrap(next))
                            .hasMessageContaining("only that opens it")
                            .hasMessageContaining(next.id()));
            // Goes on under the key that the file names.
            keys.create(2);
            keys.persist();
        }
        try (SqliteKeys keys = open()) {
            assertThat(keys.key(1)).isEqualTo(key);
            assertThat(keys.has(new MemberId(2))).isTrue();
        }
        assertThat(Files.readString(masterKey()).strip()).isEqualTo(next.hex());
    }

    @Test
    void a_destroyed_key_opens_nothing_more_even_while_a_reader_keeps_it_in_the_write_ahead_log() throws Exception {
        try (SqliteKeys keys = open()) {
            keys.create(1);
            keys.persist();

            whileSomebodyReads(
                    keys,
                    () -> assertThatThrownBy(() -> keys.destroy(List.of(new MemberId(1))))
                            .hasMessageContaining("unfinished"));

            assertThat(keys.has(new MemberId(1))).isFalse();
            assertThat(keys.destroyed().stream()).containsExactly(1);
        }
    }

    /// A reader in the middle of a transaction keeps the write-ahead log from being emptied.
    private void whileSomebodyReads(SqliteKeys keys, Runnable meanwhile) throws Exception {
        Database.run(keys.file().connection(), "pragma busy_timeout=10");
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keys.db"));
                Statement statement = reader.createStatement()) {
            statement.execute("begin");
            statement.executeQuery("select count(*) from keys").next();
            meanwhile.run();
        }
    }

    @Test
    void the_number_of_an_erased_member_gets_no_new_key() throws Exception {
        try (SqliteKeys keys = open()) {
            keys.create(7);
            keys.persist();
            keys.destroy(List.of(new MemberId(7)));

            assertThatThrownBy(() -> keys.create(7)).hasMessageContaining("given again");
            assertThat(keys.highest()).isEqualTo(7);
        }
    }

    @Test
    void a_master_key_that_others_may_read_is_refused_with_the_remedy() throws Exception {
        open().close();
        Files.setPosixFilePermissions(masterKey(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(this::open).hasMessageContaining("chmod 600");
    }

    @Test
    void a_ring_of_an_earlier_version_gains_the_name_of_its_master_key() throws Exception {
        open().close();
        sql("drop table about");

        open().close();

        Files.writeString(masterKey(), "0".repeat(64));
        assertThatThrownBy(this::open).hasMessageContaining("wrapped under key");
    }

    private Path masterKey() {
        return folder.resolve("master.key");
    }

    private MasterKeySource source() {
        return new MasterKeyFile(masterKey(), new SecureRandom());
    }

    private SqliteKeys open() {
        return SqliteKeys.open(
                folder.resolve("keys.db"),
                new MasterKeyFile(folder.resolve("master.key"), new SecureRandom()),
                new SecureRandom());
    }

    private byte[] wrapped(int member) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keys.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select wrapped from keys where member = " + member)) {
            row.next();
            return row.getBytes(1);
        }
    }

    private void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keys.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean found(byte[] needle) throws Exception {
        String wanted = new String(needle, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(wanted)) return true;
            }
        }
        return false;
    }
}
