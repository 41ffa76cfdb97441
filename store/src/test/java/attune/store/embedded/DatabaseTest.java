package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final int LARGER_THAN_THE_CACHE = 30_000;

    @TempDir
    Path folder;

    /// Found by injecting ENOSPC: the driver went on believing that a transaction was open, so that the key
    /// ring refused every new key until the process started again.
    @Test
    void a_transaction_that_a_full_disk_ended_leaves_the_connection_fit_for_the_next() throws Exception {
        try (Connection connection = new Database(folder.resolve("x.db")).writer(Database.Sync.FULL)) {
            Database.run(connection, "create table t(a blob)", "pragma max_page_count=4");

            assertThatThrownBy(() -> Database.inTransaction(connection, () -> insert(connection, 100)))
                    .hasMessageContaining("SQLITE_FULL");
            Database.run(connection, "pragma max_page_count=1000000");

            Database.inTransaction(connection, () -> insert(connection, 3));
            assertThat(rows(connection)).isEqualTo(3);
        }
    }

    /// SQLite's own `vacuum` lays its copy in the system's folder for temporary files, out of sight of whoever
    /// scans a community's folder; it is the control here.
    @Test
    @Tag("slow")
    void a_file_that_is_written_anew_has_its_copy_in_its_own_folder() throws Exception {
        Database database = new Database(folder.resolve("x.db"));
        try (Connection connection = database.writer(Database.Sync.NORMAL)) {
            Database.run(connection, "create table t(a blob)");
            Database.inTransaction(connection, () -> insert(connection, LARGER_THAN_THE_CACHE));
            Database.run(connection, "delete from t where rowid % 5 = 0");

            Database.run(connection, "pragma temp_store=file");
            assertThat(openedWhile(() -> Database.run(connection, "vacuum")))
                    .as("control")
                    .anyMatch(file -> !file.startsWith(folder.toString()) && file.contains("etilqs"));
            Set<String> opened = openedWhile(database::writeAnew);

            assertThat(opened).anyMatch(file -> file.endsWith("x.db.part")).noneMatch(file -> file.contains("etilqs"));
            assertThat(rows(connection)).isEqualTo(LARGER_THAN_THE_CACHE * 4 / 5);
        }
        assertThat(folder.resolve("x.db.part")).doesNotExist();
        assertThat(folder.resolve("x.db-wal")).doesNotExist();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /// The files this process had open at some moment of the work, by what the system knows of them.
    private static Set<String> openedWhile(Work work) throws Exception {
        Set<String> opened = new HashSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = Thread.ofPlatform().start(() -> {
            while (!done.get()) look(opened);
        });
        work.run();
        done.set(true);
        watch.join();
        return opened;
    }

    private static void look(Set<String> opened) {
        for (File open : Objects.requireNonNull(new File("/proc/self/fd").listFiles())) {
            target(open.toPath()).ifPresent(opened::add);
        }
    }

    /// Empty for what was closed meanwhile.
    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private static int insert(Connection connection, int rows) throws SQLException {
        for (int i = 0; i < rows; i++) Database.run(connection, "insert into t values (zeroblob(3000))");
        return rows;
    }

    private static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from t")) {
            return count.getInt(1);
        }
    }
}
