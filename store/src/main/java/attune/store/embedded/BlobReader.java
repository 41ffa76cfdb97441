package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.blob.Blobs.Listed;
import attune.store.keys.Sealing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads blobs over a connection of its own. Threads: any, one at a time.
final class BlobReader implements AutoCloseable {
    private final Connection connection;
    private final SqliteKeys keys;
    private final Sealing sealing;

    BlobReader(Path path, SqliteKeys keys, SecureRandom random) throws SQLException {
        this.connection = new Database(path).reader();
        this.keys = keys;
        this.sealing = new Sealing(random);
    }

    /// What a blob's seal is bound to.
    static byte[] bound(String room, long id) {
        return (room + " " + id).getBytes(StandardCharsets.UTF_8);
    }

    synchronized Optional<byte[]> get(String room, long id) {
        try (PreparedStatement query =
                connection.prepareStatement("select owner, bytes from blobs where room = ? and id = ?")) {
            query.setString(1, room);
            query.setLong(2, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) return Optional.empty();
                int owner = row.getInt(1);
                return row.wasNull() ? Optional.of(row.getBytes(2)) : opened(owner, room, id, row.getBytes(2));
            }
        } catch (SQLException failed) {
            throw new StoreUnusable("A blob could not be read.", failed);
        }
    }

    private Optional<byte[]> opened(int owner, String room, long id, byte[] sealed) {
        byte[] key = keys.key(owner);
        if (key == null) return Optional.empty();
        try {
            return Optional.of(sealing.open(key, bound(room, id), sealed));
        } catch (Sealing.BrokenSeal damaged) {
            // Blobs can be done without, and the next one may be sound.
            return Optional.empty();
        }
    }

    synchronized List<Listed> list(String room, @Nullable MemberId owner, int limit) {
        String whose = owner == null ? "" : " and owner = " + owner.value();
        try (PreparedStatement query =
                connection.prepareStatement("select id, owner, at_millis, length(bytes) from blobs where room = ?"
                        + whose + " order by at_millis desc, number desc limit ?")) {
            query.setString(1, room);
            query.setInt(2, limit);
            List<Listed> listed = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) listed.add(listed(rows));
            }
            return listed;
        } catch (SQLException failed) {
            throw new StoreUnusable("The blobs could not be listed.", failed);
        }
    }

    private static Listed listed(ResultSet row) throws SQLException {
        int owner = row.getInt(2);
        boolean owned = !row.wasNull();
        int bytes = row.getInt(4) - (owned ? Sealing.OVERHEAD_BYTES : 0);
        return new Listed(row.getLong(1), owned ? new MemberId(owner) : null, row.getLong(3), bytes);
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
