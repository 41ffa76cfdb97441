package attune.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/// One SQLite file and how it is opened here: write-ahead log, synced at every commit, freed space overwritten.
record Database(Path file) {
    /// How much a commit waits for.
    enum Sync {
        /// The commit is on disk when it returns.
        FULL,
        /// The commit survives a crash of this process, and of the machine once a checkpoint ran: for what can
        /// be rebuilt.
        NORMAL
    }

    Connection writer(Sync sync) throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode=wal");
            statement.execute("pragma synchronous=" + sync);
            statement.execute("pragma secure_delete=on");
            statement.execute("pragma wal_autocheckpoint=4000");
            statement.execute("pragma cache_size=-65536");
        }
        return connection;
    }

    Connection reader() throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only=on");
        }
        return connection;
    }

    /// The driver would ask for the last row's number after each insert, with a statement that it parses anew each
    /// time; nobody here wants to know.
    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + file + "?transaction_mode=IMMEDIATE&jdbc.get_generated_keys=false");
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            // What a statement keeps for its own use stays in memory, not in the system's temporary files.
            statement.execute("pragma temp_store=memory");
        }
        return connection;
    }

    /// Empties the write-ahead log into the file and cuts it to nothing, so that no earlier page survives in it.
    static void truncateWal(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet result = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
            if (result.next() && result.getInt(1) != 0) {
                throw new SQLException("A long reader kept the write-ahead log from being emptied. Maybe try again.");
            }
        }
    }

    /// Changes that stand or fall together.
    @FunctionalInterface
    interface Changes<T> {
        T make() throws SQLException;
    }

    /// The driver keeps count of its own transactions, so they are begun through it and not by SQL.
    static <T> T inTransaction(Connection connection, Changes<T> changes) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T made = changes.make();
            connection.commit();
            connection.setAutoCommit(true);
            return made;
        } catch (SQLException | RuntimeException failed) {
            undo(connection, failed);
            throw failed;
        }
    }

    /// A full disk ends the transaction by itself; then there is nothing to roll back, which must not hide the
    /// cause, nor leave the driver believing that a transaction is open.
    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    /// Writes the file anew and leaves no byte of what was deleted in it or its write-ahead log. Overwriting
    /// deleted cells alone is not enough: copies of them stay in the slack of pages that were split or merged
    /// earlier. No transaction may be open, and nobody else may write. Uses a connection of its own, since the
    /// driver keeps finished statements of the other one half open.
    ///
    /// The new copy lies beside the file for as long as that takes, and not where a plain `vacuum` would put
    /// it, in the system's folder for temporary files: nothing of a community leaves its folder. It goes back
    /// as one transaction, so a crash leaves the file as it was or as it is to be, and [#dropUnfinished] what
    /// else is left.
    void writeAnew() throws SQLException {
        Path anew = unfinished();
        try (Connection connection = writer(Sync.FULL)) {
            truncateWal(connection);
            dropUnfinished();
            OwnerOnly.create(anew);
            // The copy is thrown away after a crash, so it need not wait for the disk.
            run(connection, "pragma synchronous=off");
            try (PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
                copy.setString(1, anew.toString());
                copy.execute();
            }
            run(connection, "pragma synchronous=" + Sync.FULL);
            putBack(connection, anew);
            truncateWal(connection);
            dropUnfinished();
        } catch (IOException failed) {
            throw new SQLException("The file " + anew.getFileName() + " could not be made or deleted.", failed);
        }
    }

    private static void putBack(Connection connection, Path anew) throws SQLException {
        int code = connection.unwrap(SQLiteConnection.class).getDatabase().restore("main", anew.toString(), null);
        if (code != SQLiteErrorCode.SQLITE_OK.code) throw DB.newSQLException(code, "Writing the file anew failed.");
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /// Deletes what a crash left of [#writeAnew].
    void dropUnfinished() throws IOException {
        for (String companion : List.of("", "-journal", "-wal", "-shm")) {
            Files.deleteIfExists(unfinished().resolveSibling(unfinished().getFileName() + companion));
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }
}
