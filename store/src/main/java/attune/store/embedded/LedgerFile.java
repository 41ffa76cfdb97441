package attune.store.embedded;

import attune.store.merkle.Growth;
import attune.store.merkle.Hash;
import attune.store.merkle.Subtrees;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The tables of the ledger: sealed entries, and the hashes of the complete subtrees over them. Threads: one.
final class LedgerFile implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement entry;
    private final PreparedStatement node;

    LedgerFile(Path path) throws SQLException {
        connection = new Database(path).writer(Database.Sync.FULL);
        try {
            Database.run(
                    connection,
                    "create table if not exists entries(number integer primary key, sealed blob not null)",
                    "create table if not exists nodes(level integer not null, position integer not null,"
                            + " hash blob not null, primary key(level, position)) without rowid");
            entry = connection.prepareStatement("insert into entries(number, sealed) values (?, ?)");
            node = connection.prepareStatement("insert into nodes(level, position, hash) values (?, ?, ?)");
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    static long size(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select coalesce(max(number) + 1, 0) from entries");
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    static Subtrees subtrees(Connection connection) {
        return (level, position) -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select hash from nodes where level = ? and position = ?")) {
                query.setInt(1, level);
                query.setLong(2, position);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) return Hash.of(row.getBytes(1));
                }
                throw new StoreUnusable("The ledger lacks the hash " + position + " of level " + level
                        + ". It is damaged: ./attune audit verify says where.");
            } catch (SQLException failed) {
                throw new StoreUnusable("The ledger's hashes could not be read.", failed);
            }
        };
    }

    Growth growth() throws SQLException {
        return new Growth(size(connection), subtrees(connection));
    }

    /// Part of the caller's transaction.
    void insert(long number, byte[] sealed, Growth growth) throws SQLException {
        entry.setLong(1, number);
        entry.setBytes(2, sealed);
        entry.executeUpdate();
        for (Growth.Completed completed : growth.append(Hash.leaf(sealed))) {
            node.setInt(1, completed.level());
            node.setLong(2, completed.position());
            node.setBytes(3, completed.hash().bytes());
            node.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
