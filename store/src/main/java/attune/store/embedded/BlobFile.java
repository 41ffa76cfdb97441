package attune.store.embedded;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs.Blob;
import attune.store.log.Erased;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of the blobs: the bytes, and whom each names. Threads: the writer only.
final class BlobFile implements AutoCloseable {
    private static final int MEMBER = 0;
    static final int ITEM = 1;

    private final Database database;
    private final Connection connection;

    BlobFile(Path path) throws SQLException {
        database = new Database(path);
        connection = database.writer(Database.Sync.NORMAL);
        try {
            createTables();
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private void createTables() throws SQLException {
        Database.run(
                connection,
                "create table if not exists blobs(number integer primary key, room text not null, id integer not null,"
                        + " owner integer, at_millis integer not null, bytes blob not null, unique(room, id))",
                "create index if not exists blobs_by_time on blobs(room, at_millis)",
                "create index if not exists blobs_by_owner on blobs(owner, room, at_millis) where owner is not null",
                "create table if not exists names(kind integer not null, named integer not null, blob integer not null,"
                        + " primary key(kind, named, blob)) without rowid",
                "create index if not exists names_by_blob on names(blob)");
    }

    /// @param bytes as they are kept, sealed if the blob has an owner
    record Row(Blob blob, byte[] bytes) {}

    void save(List<Row> rows) throws SQLException {
        Database.inTransaction(connection, () -> insert(rows));
    }

    private int insert(List<Row> rows) throws SQLException {
        try (PreparedStatement blob = connection.prepareStatement(
                        "insert into blobs(room, id, owner, at_millis, bytes) values (?, ?, ?, ?, ?) returning number");
                PreparedStatement name = connection.prepareStatement("insert or ignore into names values (?, ?, ?)")) {
            for (Row row : rows) {
                remove("room = ? and id = ?", row.blob.room(), row.blob.id());
                long number = insert(blob, row);
                for (MemberId member : row.blob.namedMembers()) name(name, MEMBER, member.value(), number);
                for (ItemId item : row.blob.namedItems()) name(name, ITEM, item.value(), number);
            }
        }
        return rows.size();
    }

    private static long insert(PreparedStatement insert, Row row) throws SQLException {
        insert.setString(1, row.blob.room());
        insert.setLong(2, row.blob.id());
        if (row.blob.owner() == null) insert.setNull(3, java.sql.Types.INTEGER);
        else insert.setInt(3, row.blob.owner().value());
        insert.setLong(4, row.blob.atMillis());
        insert.setBytes(5, row.bytes);
        try (ResultSet number = insert.executeQuery()) {
            return number.getLong(1);
        }
    }

    private static void name(PreparedStatement insert, int kind, int named, long blob) throws SQLException {
        insert.setInt(1, kind);
        insert.setInt(2, named);
        insert.setLong(3, blob);
        insert.executeUpdate();
    }

    int delete(String room, long id) throws SQLException {
        return Database.inTransaction(connection, () -> remove("room = ? and id = ?", room, id));
    }

    int expire(String room, long beforeMillis, Set<MemberId> held) throws SQLException {
        String numbers =
                held.stream().map(member -> String.valueOf(member.value())).collect(Collectors.joining(",", "[", "]"));
        String past = "room = ? and at_millis < ? and (owner is null or owner not in (select value from json_each(?)))";
        return Database.inTransaction(connection, () -> remove(past, room, beforeMillis, numbers));
    }

    /// Drops what the erased own and what names them or their items.
    int forget(Erased erased) throws SQLException {
        return Database.inTransaction(connection, () -> remove(erased));
    }

    private int remove(Erased erased) throws SQLException {
        int dropped = 0;
        for (int member : erased.memberNumbers()) {
            dropped += remove("owner = ?", member) + removeNaming(MEMBER, member);
        }
        for (int item : erased.itemNumbers()) dropped += removeNaming(ITEM, item);
        return dropped;
    }

    private int removeNaming(int kind, int named) throws SQLException {
        return remove("number in (select blob from names where kind = ? and named = ?)", kind, named);
    }

    /// Drops the blobs that fulfil a condition, then the names that belong to none.
    private int remove(String where, Object... values) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select number from blobs where " + where)) {
            for (int i = 0; i < values.length; i++) query.setObject(i + 1, values[i]);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) numbers.add(rows.getLong(1));
            }
        }
        if (numbers.isEmpty()) return 0;
        try (PreparedStatement names = connection.prepareStatement("delete from names where blob = ?");
                PreparedStatement blobs = connection.prepareStatement("delete from blobs where number = ?")) {
            for (long number : numbers) {
                names.setLong(1, number);
                names.executeUpdate();
                blobs.setLong(1, number);
                blobs.executeUpdate();
            }
        }
        return numbers.size();
    }

    void writeAnew() throws SQLException {
        database.writeAnew();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
