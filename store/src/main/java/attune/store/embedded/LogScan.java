package attune.store.embedded;

import attune.store.codec.EventType;
import attune.store.codec.Fact;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;

/// Decodes the log for the scanner: the numbers in open fields, the texts in open and opened fields, unfinished
/// erasures.
final class LogScan {
    private static final String FILE = "log.db";

    private final Path path;
    private final FactSealing facts;

    LogScan(Path path, FactSealing facts) {
        this.path = path;
        this.facts = facts;
    }

    void scan(ScanReport report) {
        new LogReader(path, facts).rows(0, Long.MAX_VALUE, (sequence, row) -> fact(report, sequence, Fact.parse(row)));
        erasures(report);
    }

    private void fact(ScanReport report, long sequence, Fact fact) {
        report.fact();
        if (fact.type() == EventType.MEMBER_ERASED.number()) {
            if (report.wanted(fact.owner())) report.tombstone(sequence);
            return;
        }
        String place = "fact " + sequence;
        report.names(FILE, place, fact);
        report.text(FILE, place, fact.open());
        facts.personal(fact).ifPresent(personal -> {
            if (personal.length > 0) report.opened();
            report.text(FILE, place + ", opened", personal);
        });
    }

    private void erasures(ScanReport report) {
        try (Connection connection = new Database(path).reader();
                PreparedStatement query =
                        connection.prepareStatement("select member, items from erasures where items is not null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String place = "unfinished erasure of member " + rows.getInt(1);
                report.named(FILE, place, false, rows.getInt(1));
                BitSet.valueOf(rows.getBytes(2)).stream().forEach(item -> report.named(FILE, place, true, item));
            }
        } catch (SQLException failed) {
            throw new StoreUnusable("The erasures on record could not be scanned.", failed);
        }
    }
}
