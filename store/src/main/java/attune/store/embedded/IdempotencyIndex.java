package attune.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Finds the fact that carries a sender's idempotency id (decision 0039). Digests come in no order, so an index that is
/// written with each fact changes a page of its own for each: of a large log, 4 KB written for every fact of 100 bytes.
/// Here the newest digests are held in memory, and go into a table in sorted order once there are many, a slice with
/// every group, so that neighbours share pages and no sender waits for the whole.
///
/// The digest in the fact's own row is what is durable. After a start the newest are read from there again, when they
/// are first needed. Whatever takes a fact out of the log takes its digest out of the table, by a trigger.
///
/// Threads: the writer only.
final class IdempotencyIndex {
    /// So many are held before they move: 12 MB, and as much again while they do.
    static final int NEWEST = 1 << 18;
    private static final int SLICE = 256;

    private final Connection connection;
    private final int most;
    private final PreparedStatement find;
    private final PreparedStatement stands;
    private final PreparedStatement move;
    private final PreparedStatement settle;
    /// Facts up to here are in the table, if they carry an id.
    private long settled;

    private boolean loaded;
    private DigestTable newest = new DigestTable();
    private long newestTo;
    private @Nullable DigestTable moving;
    private long movingTo;
    private int moved;

    IdempotencyIndex(Connection connection) throws SQLException {
        this(connection, NEWEST);
    }

    /// @param most so many are held before they move
    IdempotencyIndex(Connection connection, int most) throws SQLException {
        this.connection = connection;
        this.most = most;
        Database.run(
                connection,
                "create table if not exists idempotency(digest blob primary key, sequence integer not null)"
                        + " without rowid",
                "create table if not exists idempotency_settled(one integer primary key check (one = 1),"
                        + " sequence integer not null)",
                "insert or ignore into idempotency_settled values (1, 0)",
                "create trigger if not exists events_forgotten after delete on events"
                        + " when old.idempotency is not null"
                        + " begin delete from idempotency where digest = old.idempotency; end");
        takeOver();
        find = connection.prepareStatement("select sequence from idempotency where digest = ?");
        stands = connection.prepareStatement("select idempotency from events where sequence = ?");
        move = connection.prepareStatement("insert or ignore into idempotency select idempotency, sequence from events"
                + " where sequence = ? and idempotency = ?");
        settle = connection.prepareStatement("update idempotency_settled set sequence = ?");
        settled = number("select sequence from idempotency_settled");
    }

    /// From the index that earlier versions kept, and make again when they open the folder once more.
    private void takeOver() throws SQLException {
        if (number("select count(*) from sqlite_master where name = 'events_by_idempotency'") == 0) return;
        Database.inTransaction(connection, () -> {
            Database.run(connection, REFILL, SETTLE_ALL, "drop index events_by_idempotency");
            return true;
        });
    }

    /// What makes the table anew in a copy of the log, where it was left out.
    static final String REFILL = "insert or ignore into idempotency select idempotency, sequence from events"
            + " where idempotency is not null order by idempotency";

    static final String SETTLE_ALL =
            "update idempotency_settled set sequence = (select coalesce(max(sequence), 0) from events)";

    OptionalLong find(byte[] digest) throws SQLException {
        if (!loaded) load();
        long held = newest.find(digest);
        if (held == 0 && moving != null) held = moving.find(digest);
        if (held != 0) return stands(held, digest) ? OptionalLong.of(held) : OptionalLong.empty();
        if (settled == 0 && moving == null) return OptionalLong.empty();
        find.setBytes(1, digest);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /// Whether a digest held in memory is still one of the log: an erasure may have taken its fact out.
    private boolean stands(long sequence, byte[] digest) throws SQLException {
        stands.setLong(1, sequence);
        try (ResultSet rows = stands.executeQuery()) {
            return rows.next() && Arrays.equals(rows.getBytes(1), digest);
        }
    }

    /// Call it in the transaction that writes the fact.
    void put(byte[] digest, long sequence) throws SQLException {
        if (!loaded) load();
        newest.put(digest, sequence);
        newestTo = sequence;
    }

    /// Moves what is due, before the group is committed.
    ///
    /// @param facts of the group
    void advance(int facts) throws SQLException {
        if (moving == null && newest.size() >= most) {
            moving = newest;
            movingTo = newestTo;
            moved = 0;
            newest = new DigestTable();
        }
        if (moving == null) return;
        int due = 2 * facts + SLICE;
        for (; moved < moving.places() && due > 0; moved++) {
            if (moving.sequence(moved) == 0) continue;
            move.setLong(1, moving.sequence(moved));
            move.setBytes(2, moving.digest(moved));
            move.executeUpdate();
            due--;
        }
        if (moved < moving.places()) return;
        settle.setLong(1, movingTo);
        settle.executeUpdate();
        settled = movingTo;
        moving = null;
    }

    private void load() throws SQLException {
        loaded = true;
        try (PreparedStatement query = connection.prepareStatement("select sequence, idempotency from events"
                + " where sequence > ? and idempotency is not null order by sequence")) {
            query.setLong(1, settled);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    newestTo = rows.getLong(1);
                    newest.put(rows.getBytes(2), newestTo);
                }
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }
}
