package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    /// Found by injecting ENOSPC: the driver went on believing that a transaction was open, so that the key ring
    /// refused
    /// every new key until the process started again.
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
