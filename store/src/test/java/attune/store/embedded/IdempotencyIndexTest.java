package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every id ever written is found, wherever it lies just now; no id of a fact that is gone is.
class IdempotencyIndexTest {
    private static final int MOST = 64;

    @TempDir
    private Path folder;

    private Connection connection;
    private IdempotencyIndex index;

    @BeforeEach
    void open() throws SQLException {
        connection = new Database(folder.resolve("log.db")).writer(Database.Sync.FULL);
        Database.run(
                connection,
                "create table if not exists events(sequence integer primary key, fact blob not null, idempotency blob,"
                        + " record blob)");
        index = new IdempotencyIndex(connection, MOST);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void every_id_is_found_while_it_is_held_moves_and_has_moved() throws SQLException {
        for (int sequence = 1; sequence <= 2_000; sequence++) {
            write(sequence, sequence);
            if (sequence % 7 == 0) advance(7);
            assertThat(index.find(digest(sequence))).hasValue(sequence);
            assertThat(index.find(digest(sequence / 2))).isEqualTo(expected(sequence / 2));
            assertThat(index.find(digest(-sequence))).isEmpty();
        }
        assertThat(count()).isGreaterThan(1_500);
    }

    @Test
    void every_id_is_found_when_a_group_asks_for_many_at_once() throws SQLException {
        for (int from = 1; from <= 2_000; from += 100) {
            index.begin();
            index.move(100);
            List<byte[]> asked = new ArrayList<>();
            for (int id = from / 2; id < from + 100; id++) asked.add(digest(id));
            index.lookUp(asked);

            for (int id = Math.max(1, from / 2); id < from; id++)
                assertThat(index.find(digest(id))).hasValue(id);
            for (int id = from; id < from + 100; id++) {
                assertThat(index.find(digest(id))).isEmpty();
                index.put(digest(id), id);
                // Its row comes later, and it counts already.
                assertThat(index.find(digest(id))).hasValue(id);
            }
            for (int id = from; id < from + 100; id++) insert(id, id);
            index.end();
        }
        assertThat(count()).isGreaterThan(1_500);
    }

    @Test
    void a_new_start_finds_what_was_held_or_on_its_way() throws SQLException {
        for (int sequence = 1; sequence <= 100; sequence++) write(sequence, sequence);
        advance(0);
        for (int sequence = 101; sequence <= 300; sequence++) write(sequence, sequence);
        advance(1);

        reopen();

        for (int sequence = 1; sequence <= 300; sequence++) {
            assertThat(index.find(digest(sequence))).hasValue(sequence);
        }
    }

    @Test
    void the_id_of_a_fact_taken_out_is_forgotten_wherever_it_lay() throws SQLException {
        for (int sequence = 1; sequence <= 1_000; sequence++) {
            write(sequence, sequence);
            if (sequence % 10 == 0) advance(10);
        }
        Database.run(connection, "delete from events where sequence % 3 = 0");

        for (int sequence = 1_001; sequence <= 2_000; sequence++) {
            write(sequence, sequence);
            if (sequence % 10 == 0) advance(10);
        }

        for (int sequence = 1; sequence <= 2_000; sequence++) {
            boolean gone = sequence <= 1_000 && sequence % 3 == 0;
            assertThat(index.find(digest(sequence))).isEqualTo(gone ? OptionalLong.empty() : OptionalLong.of(sequence));
        }
        assertThat(number("select count(*) from idempotency where digest not in"
                        + " (select idempotency from events where idempotency is not null)"))
                .isZero();
    }

    @Test
    void an_id_taken_out_while_it_was_held_can_be_written_anew() throws SQLException {
        write(1, 1);
        Database.run(connection, "delete from events");
        write(2, 1);

        assertThat(index.find(digest(1))).hasValue(2);
        for (int sequence = 3; sequence <= 300; sequence++) {
            write(sequence, sequence);
            advance(1);
        }
        assertThat(index.find(digest(1))).hasValue(2);
    }

    @Test
    void what_a_group_that_failed_wrote_is_not_known_after_the_file_is_opened_anew() throws SQLException {
        write(1, 1);
        connection.setAutoCommit(false);
        for (int sequence = 2; sequence <= 200; sequence++) write(sequence, sequence);
        advance(199);
        connection.rollback();
        connection.setAutoCommit(true);

        reopen();

        assertThat(index.find(digest(1))).hasValue(1);
        assertThat(index.find(digest(2))).isEmpty();
    }

    @Test
    void a_folder_of_an_earlier_version_is_taken_over() throws SQLException {
        for (int sequence = 1; sequence <= 500; sequence++) write(sequence, sequence);
        Database.run(
                connection,
                "drop table idempotency",
                "drop table idempotency_settled",
                "drop trigger events_forgotten",
                "create unique index events_by_idempotency on events(idempotency) where idempotency is not null");

        reopen();

        assertThat(count()).isEqualTo(500);
        for (int sequence = 1; sequence <= 500; sequence++) {
            assertThat(index.find(digest(sequence))).hasValue(sequence);
        }
        assertThat(number("select count(*) from sqlite_master where name = 'events_by_idempotency'"))
                .isZero();
    }

    @Test
    void a_table_grows_and_finds_digests_that_begin_alike() {
        DigestTable table = new DigestTable();
        for (int number = 1; number <= 5_000; number++) table.put(alike(number), number);

        for (int number = 1; number <= 5_000; number++) {
            assertThat(table.find(alike(number))).isEqualTo(number);
        }
        assertThat(table.find(alike(5_001))).isZero();
        assertThat(table.size()).isEqualTo(5_000);
    }

    private void advance(int facts) throws SQLException {
        index.begin();
        index.move(facts);
        index.end();
    }

    private static OptionalLong expected(int sequence) {
        return sequence == 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    private void reopen() throws SQLException {
        close();
        open();
    }

    private void write(long sequence, int id) throws SQLException {
        insert(sequence, id);
        index.put(digest(id), sequence);
    }

    private void insert(long sequence, int id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into events(sequence, fact, idempotency) values (?, ?, ?)")) {
            insert.setLong(1, sequence);
            insert.setBytes(2, new byte[1]);
            insert.setBytes(3, digest(id));
            insert.executeUpdate();
        }
    }

    private static byte[] digest(int id) {
        SplittableRandom random = new SplittableRandom(id);
        return ByteBuffer.allocate(16)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }

    /// Differs in the last bits only, and begins at the table's end, so that places run over it.
    private static byte[] alike(int number) {
        return ByteBuffer.allocate(16).putLong(-1).putLong(number).array();
    }

    private long count() throws SQLException {
        return number("select count(*) from idempotency");
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }
}
