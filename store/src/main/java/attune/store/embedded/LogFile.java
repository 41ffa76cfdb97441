package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.store.log.Erased;
import attune.store.log.LogUnavailable;
import attune.store.resolve.DirectoryFold.Numbers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The tables of the log and the statements of its writer. Threads: the writer, and its [Scribe] for [#insert] and
/// [#moveIds].
final class LogFile implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final IdempotencyIndex ids;
    private final PreparedStatement byRecord;
    private final PreparedStatement bySequence;
    private final PreparedStatement clearRecord;
    private final PreparedStatement advance;

    LogFile(Path file) throws SQLException {
        connection = new Database(file).writer(Database.Sync.FULL);
        try {
            Database.run(
                    connection,
                    "create table if not exists events(sequence integer primary key, fact blob not null,"
                            + " idempotency blob, record blob)",
                    "create index if not exists events_by_record on events(record) where record is not null",
                    "create table if not exists progress(one integer primary key check (one = 1),"
                            + " head integer not null, members integer not null, items integer not null,"
                            + " topics integer not null)",
                    "insert or ignore into progress values (1, 0, 0, 0, 0)",
                    "create table if not exists erasures(member integer primary key, sequence integer not null,"
                            + " items blob, finished_millis integer)",
                    // How many facts erasure and retention took out, so that facts which damage took out are missed.
                    "create table if not exists dropped(one integer primary key check (one = 1),"
                            + " facts integer not null)",
                    "insert into dropped select 1, (select head from progress) - (select count(*) from events)"
                            + " where not exists (select 1 from dropped)",
                    "create trigger if not exists events_dropped after delete on events"
                            + " begin update dropped set facts = facts + 1; end");
            insert = connection.prepareStatement(
                    "insert into events(sequence, fact, idempotency, record) values (?, ?, ?, ?)");
            ids = new IdempotencyIndex(connection);
            byRecord = connection.prepareStatement("select max(sequence) from events where record = ?");
            bySequence = connection.prepareStatement("select fact from events where sequence = ?");
            clearRecord = connection.prepareStatement("update events set record = null where record = ?");
            advance = connection.prepareStatement("update progress set head = ?, members = ?, items = ?, topics = ?");
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /// Opens the file at the start of the process. What a crash left in the write-ahead log may lie in the system's
    /// memory only, so it is moved into the file and synced before anything stands on it. The newest fact must be
    /// sound.
    static LogFile settled(Path path) throws SQLException {
        LogFile file = new LogFile(path);
        try {
            Database.truncateWal(file.connection);
            file.lastArrivalMillis();
            file.checkProgress();
            return file;
        } catch (SQLException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    void insert(long sequence, byte[] fact, byte @Nullable [] idempotency, byte @Nullable [] record)
            throws SQLException {
        insert.setLong(1, sequence);
        insert.setBytes(2, fact);
        insert.setBytes(3, idempotency);
        insert.setBytes(4, record);
        insert.executeUpdate();
    }

    /// Remembers the id of a fact of this transaction.
    void hold(byte[] idempotency, long sequence) throws SQLException {
        ids.put(idempotency, sequence);
    }

    /// Looks up all ids that this transaction will ask for.
    void lookUp(List<byte[]> idempotency) throws SQLException {
        ids.lookUp(idempotency);
    }

    OptionalLong byIdempotency(byte[] digest) throws SQLException {
        return ids.find(digest);
    }

    /// The newest fact with this record.
    OptionalLong byRecord(byte[] digest) throws SQLException {
        return sequence(byRecord, digest);
    }

    private static OptionalLong sequence(PreparedStatement query, byte[] digest) throws SQLException {
        query.setBytes(1, digest);
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) return OptionalLong.empty();
            long sequence = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(sequence);
        }
    }

    byte[] fact(long sequence) throws SQLException {
        bySequence.setLong(1, sequence);
        try (ResultSet rows = bySequence.executeQuery()) {
            if (!rows.next())
                throw new SQLException("No fact has sequence " + sequence + ". Maybe the file is damaged.");
            return rows.getBytes(1);
        }
    }

    void clearRecord(byte[] digest) throws SQLException {
        clearRecord.setBytes(1, digest);
        clearRecord.executeUpdate();
    }

    void advance(long head, Numbers next) throws SQLException {
        advance.setLong(1, head);
        advance.setInt(2, next.member());
        advance.setInt(3, next.item());
        advance.setInt(4, next.topic());
        advance.executeUpdate();
    }

    /// Call it first in a transaction that writes a group, then [#moveIds], and [#endIds] before the commit.
    void beginIds() {
        ids.begin();
    }

    /// In step with a group of so many facts.
    void moveIds(int facts) throws SQLException {
        ids.move(facts);
    }

    void endIds() {
        ids.end();
    }

    /// Facts that were taken out of the log on purpose since it began.
    long dropped() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select facts from dropped");
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    long head() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select head from progress");
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    /// When the newest fact arrived; 0 if there is none.
    long lastArrivalMillis() throws SQLException {
        String sql = "select sequence, fact from events order by sequence desc limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() ? arrivalMillis(row.getLong(1), row.getBytes(2)) : 0;
        }
    }

    /// Throws if members have joined whose keys the ring does not hold: then it is cut short or an old copy,
    /// and what they wrote would pass for erased.
    static void checkKeys(Path path, int firstMissing) {
        try (LogFile file = new LogFile(path)) {
            int members = file.next().member();
            if (firstMissing >= members) return;
            throw new StoreUnusable("The key ring lacks the row of member " + firstMissing + ", the log goes to member "
                    + (members - 1) + ": it is damaged, cut short, or an older copy. Put the newest copy in its place;"
                    + " without it what is missing there cannot be opened.");
        } catch (SQLException failed) {
            throw StoreUnusable.of(path, "no fact can be read from it", failed);
        }
    }

    /// Throws if the log ends before a snapshot of it was made: then facts that were acknowledged are gone, and the
    /// numbers they had would be given again.
    static void checkReaches(Path path, long snapshot) {
        try (LogFile file = new LogFile(path)) {
            long head = file.head();
            if (head >= snapshot) return;
            throw new StoreUnusable(("The log ends at fact %,d, but a snapshot of it was made at fact %,d: %,d or more"
                            + " acknowledged facts are lost, because the log was cut short, replaced by an older copy,"
                            + " or moved without its log.db-wal. %s")
                    .formatted(head, snapshot, snapshot - head, StoreUnusable.BEYOND));
        } catch (SQLException failed) {
            throw StoreUnusable.of(path, "no fact can be read from it", failed);
        }
    }

    /// A count that is behind the facts would give a sequence a second time.
    private void checkProgress() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select max(sequence) from events");
                ResultSet row = query.executeQuery()) {
            if (row.getLong(1) <= head()) return;
            throw new LogUnavailable(
                    "It goes to fact " + row.getLong(1) + " and counts only to " + head() + ".", false);
        }
    }

    private static long arrivalMillis(long sequence, byte @Nullable [] fact) {
        try {
            if (fact == null) throw new MalformedFact("Its row holds nothing.");
            return Fact.parse(fact).arrivalMillis();
        } catch (MalformedFact damaged) {
            throw new LogUnavailable("Fact " + sequence + " is damaged: " + damaged.getMessage(), false, damaged);
        }
    }

    Numbers next() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select members, items, topics from progress");
                ResultSet row = query.executeQuery()) {
            return new Numbers(row.getInt(1), row.getInt(2), row.getInt(3));
        }
    }

    /// Written in the transaction of the tombstone, so that an erasure once begun is always finished.
    void beginErasure(Erased one, long sequence) throws SQLException {
        BitSet items = new BitSet();
        for (int item : one.itemNumbers()) items.set(item);
        try (PreparedStatement statement =
                connection.prepareStatement("insert into erasures(member, sequence, items) values (?, ?, ?)")) {
            statement.setInt(1, one.memberNumbers()[0]);
            statement.setLong(2, sequence);
            statement.setBytes(3, items.toByteArray());
            statement.executeUpdate();
        }
    }

    /// Whose erasure was ever begun here.
    BitSet erasedMembers() throws SQLException {
        BitSet members = new BitSet();
        try (PreparedStatement query = connection.prepareStatement("select member from erasures");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) members.set(rows.getInt(1));
        }
        return members;
    }

    List<Erased> unfinishedErasures() throws SQLException {
        List<Erased> unfinished = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select member, items from erasures where finished_millis is null order by sequence");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                unfinished.add(Erased.of(new MemberId(rows.getInt(1)), BitSet.valueOf(rows.getBytes(2))));
            }
        }
        return unfinished;
    }

    void finishErasures(List<MemberId> members, long atMillis) throws SQLException {
        Database.inTransaction(connection, () -> finish(members, atMillis));
        Database.truncateWal(connection);
    }

    private int finish(List<MemberId> members, long atMillis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update erasures set items = null, finished_millis = ? where member = ?")) {
            statement.setLong(1, atMillis);
            for (MemberId member : members) {
                statement.setInt(2, member.value());
                statement.executeUpdate();
            }
        }
        return members.size();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
