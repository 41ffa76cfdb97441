package attune.store.embedded;

import attune.store.keys.Sealing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Opens every blob for the scanner, and reads whom each names.
final class BlobScan {
    private static final String FILE = "blobs.db";

    private final Path path;
    private final SqliteKeys keys;
    private final Sealing sealing;

    BlobScan(Path path, SqliteKeys keys, Sealing sealing) {
        this.path = path;
        this.keys = keys;
        this.sealing = sealing;
    }

    void scan(ScanReport report) {
        try (Connection connection = new Database(path).reader()) {
            blobs(connection, report);
            names(connection, report);
        } catch (SQLException failed) {
            throw new StoreUnusable("The blobs could not be scanned.", failed);
        }
    }

    private void blobs(Connection connection, ScanReport report) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select room, id, owner, bytes from blobs");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String room = rows.getString(1);
                long id = rows.getLong(2);
                String place = room + " " + id;
                int owner = rows.getInt(3);
                byte[] bytes = rows.getBytes(4);
                byte[] key = null;
                if (rows.getObject(3) != null) {
                    if (report.wanted(owner)) report.found(FILE, place, "owner");
                    key = keys.key(owner);
                    if (key == null) continue;
                }
                report.blob();
                report.text(FILE, place, key == null ? bytes : opened(key, room, id, bytes));
            }
        }
    }

    private byte[] opened(byte[] key, String room, long id, byte[] sealed) {
        try {
            return sealing.open(key, BlobReader.bound(room, id), sealed);
        } catch (Sealing.BrokenSeal broken) {
            throw new StoreUnusable("A blob does not open. Maybe its file is damaged.", broken);
        }
    }

    private static void names(Connection connection, ScanReport report) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select kind, named, blob from names");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                boolean item = rows.getInt(1) == BlobFile.ITEM;
                report.named(FILE, "names of blob " + rows.getLong(3), item, rows.getInt(2));
            }
        }
    }
}
