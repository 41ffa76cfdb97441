package attune.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Copies a SQLite file while others write to it. Small tables are read in one transaction, so that they agree; large
/// ones follow in pieces up to where they ended in that transaction, since a long reader would keep the writer from
/// emptying its write-ahead log, and an erasure waits for that. Tables are taken as they are found: whoever adds one
/// need not think of backups.
///
/// The copy has no free pages and no write-ahead log, and is on disk when this returns.
final class DatabaseCopy implements AutoCloseable {
    private static final int PIECE = 16_384;

    private final Path to;
    private final Connection connection;
    /// Indexes and triggers, made when the rows are there.
    private final List<String> later = new ArrayList<>();

    private DatabaseCopy(Path from, Path to) throws SQLException, IOException {
        this.to = to;
        Files.deleteIfExists(to);
        OwnerOnly.create(to);
        // Not the driver's usual immediate transactions: they would lock the attached file against its writer.
        connection = DriverManager.getConnection("jdbc:sqlite:" + to);
        try {
            Database.run(
                    connection,
                    "pragma busy_timeout=10000",
                    "pragma journal_mode=off",
                    "pragma synchronous=off",
                    "pragma cache_size=-65536");
            try (PreparedStatement attach = connection.prepareStatement("attach ? as live")) {
                attach.setString(1, from.toString());
                attach.execute();
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /// A table that is not copied but made anew from the others once they are there.
    ///
    /// @param made in order
    record Derived(String table, List<String> made) {}

    /// A table that is copied in pieces, by a number that only grows.
    ///
    /// @param follower a table whose rows belong to those of this one; empty if there is none
    /// @param followerKey names the row they belong to
    record Large(String table, String key, String follower, String followerKey) {
        Large(String table, String key) {
            this(table, key, "", "");
        }
    }

    static void copy(Path from, Path to, List<Large> large) {
        copy(from, to, large, List.of());
    }

    static void copy(Path from, Path to, List<Large> large, List<Derived> derived) {
        try (DatabaseCopy copy = new DatabaseCopy(from, to)) {
            List<Long> ends = copy.small(large, derived);
            for (int i = 0; i < large.size(); i++) copy.large(large.get(i), ends.get(i));
            if (copy.has("dropped")) copy.settleDropped();
            for (Derived one : derived) if (copy.has(one.table)) copy.make(one);
            for (String sql : copy.later) Database.run(copy.connection, sql);
            copy.finish();
        } catch (SQLException | IOException failed) {
            throw new StoreUnusable(
                    "The file " + from.getFileName() + " could not be copied to " + to + ": " + failed.getMessage(),
                    failed);
        }
    }

    private List<Long> small(List<Large> large, List<Derived> derived) throws SQLException {
        connection.setAutoCommit(false);
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select type, name, sql from live.sqlite_master"
                        + " where sql is not null and name not like 'sqlite_%'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (!rows.getString(1).equals("table")) {
                    later.add(rows.getString(3));
                    continue;
                }
                Database.run(connection, rows.getString(3));
                tables.add(rows.getString(2));
            }
        }
        for (String table : tables) {
            if (large.stream().anyMatch(one -> table.equals(one.table) || table.equals(one.follower))) continue;
            if (derived.stream().anyMatch(one -> table.equals(one.table))) continue;
            Database.run(connection, "insert into main." + table + " select * from live." + table);
        }
        List<Long> ends = new ArrayList<>();
        for (Large one : large) {
            ends.add(number("select coalesce(max(" + one.key + "), 0) from live." + one.table));
        }
        connection.commit();
        connection.setAutoCommit(true);
        return ends;
    }

    private void large(Large one, long end) throws SQLException {
        String range = " > ? and %s <= ?";
        for (long after = number("select coalesce(min(" + one.key + "), 1) - 1 from live." + one.table);
                after < end; ) {
            long last = Math.min(end, after + PIECE);
            connection.setAutoCommit(false);
            copy(one.table, one.key + range.formatted(one.key), after, last);
            if (!one.follower.isEmpty()) {
                copy(one.follower, one.followerKey + range.formatted(one.followerKey), after, last);
            }
            connection.commit();
            connection.setAutoCommit(true);
            after = last;
        }
    }

    private void make(Derived one) throws SQLException {
        for (String sql : one.made) Database.run(connection, sql);
    }

    private boolean has(String table) throws SQLException {
        return number("select count(*) from main.sqlite_master where type = 'table' and name = '" + table + "'") > 0;
    }

    /// An erasure that ran meanwhile took out facts that were counted before. What is missing in the copy must
    /// be what was taken out until then, or until now; anything else was lost by damage.
    private void settleDropped() throws SQLException {
        long missing = number("select head from main.progress") - number("select count(*) from main.events");
        long atFirst = number("select facts from main.dropped");
        long atLast = number("select facts from live.dropped");
        if (missing < atFirst || missing > atLast) {
            throw new SQLException(
                    missing + " facts are not there, while " + atLast + " were erased: the log is damaged");
        }
        Database.run(connection, "update main.dropped set facts = " + missing);
    }

    private void copy(String table, String where, long after, long last) throws SQLException {
        String sql = "insert into main." + table + " select * from live." + table + " where " + where;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, after);
            insert.setLong(2, last);
            insert.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    private void finish() throws SQLException, IOException {
        Database.run(connection, "detach live");
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
