package attune.store.embedded;

import attune.model.identity.MemberId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables of the key ring: wrapped keys by member, and what names the master key and the community without telling
/// a secret. Rows only grow at the end and are overwritten in place, so that no page is ever split or merged and no
/// copy of a destroyed key stays behind in the slack of another page.
record KeyRingFile(Connection connection) {
    /// The id of the master key that wraps the rows.
    static final String MASTER = "master";
    /// The name of the community's ledger: two key rings with the same name belong to one community.
    static final String ORIGIN = "origin";

    void createTables() throws SQLException {
        Database.run(
                connection,
                "create table if not exists keys(member integer primary key, wrapped blob not null)",
                "create table if not exists about(name text primary key, value text not null)");
    }

    /// One row as it lies in the file.
    @FunctionalInterface
    interface Row {
        void take(int member, byte[] wrapped) throws SQLException;
    }

    byte @Nullable [] wrapped(int member) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select wrapped from keys where member = ?")) {
            query.setInt(1, member);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    void each(Row row) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select member, wrapped from keys order by member");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                byte[] wrapped = rows.getBytes(2);
                if (wrapped == null) {
                    throw new StoreUnusable("The key ring is damaged: the row of member " + rows.getInt(1)
                            + " holds nothing. " + StoreUnusable.RESTORE);
                }
                row.take(rows.getInt(1), wrapped);
            }
        }
    }

    /// Part of the caller's transaction.
    int insert(Map<Integer, byte[]> wrapped) throws SQLException {
        return write("insert into keys(wrapped, member) values (?, ?)", wrapped);
    }

    /// Part of the caller's transaction.
    int replace(Map<Integer, byte[]> wrapped) throws SQLException {
        return write("update keys set wrapped = ? where member = ?", wrapped);
    }

    private int write(String sql, Map<Integer, byte[]> wrapped) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Integer, byte[]> entry : wrapped.entrySet()) {
                statement.setBytes(1, entry.getValue());
                statement.setInt(2, entry.getKey());
                statement.executeUpdate();
            }
        }
        return wrapped.size();
    }

    /// Part of the caller's transaction.
    int destroy(List<MemberId> members) throws SQLException {
        try (PreparedStatement overwrite =
                connection.prepareStatement("update keys set wrapped = zeroblob(length(wrapped)) where member = ?")) {
            for (MemberId member : members) {
                overwrite.setInt(1, member.value());
                overwrite.executeUpdate();
            }
        }
        return members.size();
    }

    static boolean destroyed(byte[] wrapped) {
        for (byte value : wrapped) if (value != 0) return false;
        return true;
    }

    /// Whether the ring has the table that names things; one of an earlier version gains it on opening.
    boolean named() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select count(*) from sqlite_master where name = 'about'");
                ResultSet row = query.executeQuery()) {
            return row.getInt(1) > 0;
        }
    }

    Optional<String> about(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select value from about where name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    int about(String name, String value) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("insert or replace into about(name, value) values (?, ?)")) {
            put.setString(1, name);
            put.setString(2, value);
            return put.executeUpdate();
        }
    }
}
