package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private SqliteKeys open() {
        return SqliteKeys.open(folder.resolve("keys.db"), folder.resolve("master.key"), new SecureRandom());
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
