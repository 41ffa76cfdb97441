package attune.store.embedded;

import attune.model.event.Envelope;
import attune.store.codec.MalformedFact;
import attune.store.log.EventLog.ReplayReport;
import attune.store.log.LogUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads the log in sequence order over a connection of its own, in short read transactions: a batch is read into
/// memory
/// and the transaction ended before the first fact of it is handed out. However long a reader takes over a fact, it
/// never keeps the write-ahead log from being emptied, and with it erasures from their end.
final class LogReader {
    private static final int ROWS_PER_READ = 8192;
    /// About as much of a batch lies in memory.
    private static final int BYTES_PER_READ = 4 << 20;

    private final Path path;
    private final FactSealing facts;

    LogReader(Path path, FactSealing facts) {
        this.path = path;
        this.facts = facts;
    }

    /// One row as it lies in the file.
    interface Row {
        void take(long sequence, byte[] fact);
    }

    ReplayReport replay(long after, long upTo, Consumer<Envelope> each) {
        long[] counts = new long[3];
        rows(after, upTo, (sequence, fact) -> {
            switch (facts.read(sequence, fact)) {
                case FactSealing.Reading.Known known -> {
                    counts[0]++;
                    each.accept(known.envelope());
                }
                case FactSealing.Reading.Unknown _ -> counts[1]++;
                case FactSealing.Reading.Unreadable _ -> counts[2]++;
            }
        });
        return new ReplayReport(counts[0], counts[1], counts[2]);
    }

    /// A checksum of the newest row up to the sequence; 0 if there is none.
    long mark(long sequence) {
        String sql = "select sequence, fact from events where sequence <= ? order by sequence desc limit 1";
        try (Connection connection = new Database(path).reader();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, sequence);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) return 0;
                CRC32C crc = new CRC32C();
                crc.update(row.getBytes(2));
                return row.getLong(1) << Integer.SIZE ^ crc.getValue();
            }
        } catch (SQLException failed) {
            throw new LogUnavailable("The log could not be read at sequence " + sequence + ".", true, failed);
        }
    }

    void rows(long after, long upTo, Row each) {
        String sql = "select sequence, fact from events where sequence > ? and sequence <= ? order by sequence limit "
                + ROWS_PER_READ;
        long last = after;
        try (Connection connection = new Database(path).reader();
                PreparedStatement query = connection.prepareStatement(sql)) {
            Batch batch = new Batch();
            do {
                batch.read(query, last, upTo);
                for (int row = 0; row < batch.size(); row++) {
                    last = batch.sequences[row];
                    each.take(last, whole(batch.facts.get(row)));
                }
                if (batch.broken != null) throw batch.broken;
            } while (batch.more);
        } catch (SQLException failed) {
            throw unreadable(last, failed);
        } catch (MalformedFact damaged) {
            throw damaged(last, damaged);
        }
    }

    /// Each in a transaction of its own.
    void read(long[] sequences, Consumer<Envelope> each) {
        long last = 0;
        try (Connection connection = new Database(path).reader();
                PreparedStatement query = connection.prepareStatement("select fact from events where sequence = ?")) {
            for (long sequence : sequences) {
                byte[] fact;
                query.setLong(1, sequence);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) continue;
                    fact = whole(row.getBytes(1));
                }
                last = sequence;
                if (facts.read(sequence, fact) instanceof FactSealing.Reading.Known known) {
                    each.accept(known.envelope());
                }
            }
        } catch (SQLException failed) {
            throw unreadable(last, failed);
        } catch (MalformedFact damaged) {
            throw damaged(last, damaged);
        }
    }

    private static byte[] whole(byte @Nullable [] fact) {
        if (fact == null) throw new MalformedFact("Its row holds nothing.");
        return fact;
    }

    private static LogUnavailable unreadable(long last, SQLException failed) {
        boolean damaged = DiskFault.damaged(failed);
        return new LogUnavailable(
                "The log " + (damaged ? "is damaged" : "could not be read") + " after fact " + last + ": "
                        + failed.getMessage() + ".",
                !damaged,
                failed);
    }

    private static LogUnavailable damaged(long sequence, MalformedFact damaged) {
        return new LogUnavailable("Fact " + sequence + " is damaged: " + damaged.getMessage(), false, damaged);
    }

    /// Rows in memory, without a transaction.
    private static final class Batch {
        private final long[] sequences = new long[ROWS_PER_READ];
        private final List<byte @Nullable []> facts = new ArrayList<>();
        /// Thrown after the rows before it were handed out.
        private @Nullable SQLException broken;

        private boolean more;

        int size() {
            return facts.size();
        }

        void read(PreparedStatement query, long after, long upTo) throws SQLException {
            facts.clear();
            int bytes = 0;
            query.setLong(1, after);
            query.setLong(2, upTo);
            try (ResultSet result = query.executeQuery()) {
                while (bytes < BYTES_PER_READ && result.next()) {
                    byte[] fact = result.getBytes(2);
                    sequences[facts.size()] = result.getLong(1);
                    facts.add(fact);
                    bytes += fact == null ? 0 : fact.length;
                }
            } catch (SQLException failed) {
                broken = failed;
            }
            more = facts.size() == ROWS_PER_READ || bytes >= BYTES_PER_READ;
        }
    }
}
