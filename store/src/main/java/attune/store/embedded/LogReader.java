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
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Reads the log in sequence order over a connection of its own, in short read transactions, so that a long replay
/// never keeps the write-ahead log from being emptied.
final class LogReader {
    private static final int ROWS_PER_READ = 8192;

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
            for (int rows = ROWS_PER_READ; rows == ROWS_PER_READ; ) {
                query.setLong(1, last);
                query.setLong(2, upTo);
                rows = 0;
                try (ResultSet result = query.executeQuery()) {
                    while (result.next()) {
                        last = result.getLong(1);
                        byte[] fact = result.getBytes(2);
                        if (fact == null) throw new MalformedFact("Its row holds nothing.");
                        each.take(last, fact);
                        rows++;
                    }
                }
            }
        } catch (SQLException failed) {
            boolean damaged = DiskFault.damaged(failed);
            throw new LogUnavailable(
                    "The log " + (damaged ? "is damaged" : "could not be read") + " after fact " + last + ": "
                            + failed.getMessage() + ".",
                    !damaged,
                    failed);
        } catch (MalformedFact damaged) {
            throw new LogUnavailable("Fact " + last + " is damaged: " + damaged.getMessage(), false, damaged);
        }
    }
}
