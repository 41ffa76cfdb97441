package attune.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
/// Threads: the writer; [#move] also in another thread, between the writer's [#begin] and [#end].
final class IdempotencyIndex {
    /// So many are held before they move: 12 MB, and as much again while they do.
    static final int NEWEST = 1 << 18;
    private static final int SLICE = 256;
    /// So many are looked up by one statement.
    private static final int TOGETHER = 32;

    private final Connection connection;
    private final int most;
    private final PreparedStatement find;
    private final PreparedStatement findTogether;
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
    /// The facts of the group under way come after this one, if they carry an id.
    private long before;
    /// Whether what this group asks for was looked up in the table, and what was found there.
    private boolean lookedUp;

    private @Nullable DigestTable found;

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
        findTogether = connection.prepareStatement(
                "select digest, sequence from idempotency where digest in (?" + ", ?".repeat(TOGETHER - 1) + ")");
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
        // A fact of this group stands, and its row may not be written yet.
        if (held > before) return OptionalLong.of(held);
        if (held != 0) return stands(held, digest) ? OptionalLong.of(held) : OptionalLong.empty();
        if (lookedUp) {
            long there = found == null ? 0 : found.find(digest);
            return there == 0 ? OptionalLong.empty() : OptionalLong.of(there);
        }
        if (settled == 0 && moving == null) return OptionalLong.empty();
        find.setBytes(1, digest);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /// Looks up many digests in the table at once, for the [#find] of each until [#end]; a few are left to it.
    void lookUp(List<byte[]> digests) throws SQLException {
        if (digests.size() < TOGETHER) return;
        if (!loaded) load();
        DigestTable held = moving;
        List<byte[]> asked = new ArrayList<>(digests.size());
        for (byte[] digest : digests) {
            if (newest.find(digest) == 0 && (held == null || held.find(digest) == 0)) asked.add(digest);
        }
        for (int from = 0; from < asked.size(); from += TOGETHER) {
            // The last is repeated where less are left.
            for (int at = 0; at < TOGETHER; at++) {
                findTogether.setBytes(at + 1, asked.get(Math.min(from + at, asked.size() - 1)));
            }
            try (ResultSet rows = findTogether.executeQuery()) {
                while (rows.next()) {
                    if (found == null) found = new DigestTable();
                    found.put(rows.getBytes(1), rows.getLong(2));
                }
            }
        }
        lookedUp = true;
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

    /// Before a group is written: what is held begins to move once there is much. Of facts before this group only.
    void begin() {
        before = newestTo;
        if (moving != null || newest.size() < most) return;
        moving = newest;
        movingTo = newestTo;
        moved = 0;
        newest = new DigestTable();
    }

    /// Moves what is due, in the group's transaction. It is found in memory until [#end].
    ///
    /// @param facts of the group
    void move(int facts) throws SQLException {
        DigestTable from = moving;
        if (from == null) return;
        int due = 2 * facts + SLICE;
        for (; moved < from.places() && due > 0; moved++) {
            if (from.sequence(moved) == 0) continue;
            move.setLong(1, from.sequence(moved));
            move.setBytes(2, from.digest(moved));
            move.executeUpdate();
            due--;
        }
        if (moved < from.places()) return;
        settle.setLong(1, movingTo);
        settle.executeUpdate();
    }

    /// Before the group is committed, when nothing is moved any more.
    void end() {
        before = newestTo;
        lookedUp = false;
        found = null;
        if (moving == null || moved < moving.places()) return;
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
        before = newestTo;
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }
}
