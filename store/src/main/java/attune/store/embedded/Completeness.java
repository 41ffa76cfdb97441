package attune.store.embedded;

import attune.store.embedded.Examination.Finding;
import attune.store.embedded.Examination.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Does the log hold every fact it counts, and does it reach as far as what was made from it? Facts that are gone
/// leave no other sign. For a folder that no node has open, since a writer moves what is compared.
final class Completeness {
    private static final String LOG = "log";

    private final Path folder;
    private final List<Finding> findings = new ArrayList<>();

    private Completeness(Path folder) {
        this.folder = folder;
    }

    static List<Finding> of(Path folder) {
        Completeness check = new Completeness(folder);
        try (Connection log = new Database(folder.resolve("log.db")).reader()) {
            check.counts(log);
            check.reaches(number(log, "select head from progress"));
        } catch (SQLException | IOException failed) {
            check.lost("What it counts cannot be read: " + failed.getMessage() + ".", StoreUnusable.RESTORE);
        }
        return check.findings;
    }

    private void lost(String what, String todo) {
        findings.add(new Finding(Level.DAMAGE, LOG, what, todo));
    }

    private void counts(Connection log) throws SQLException {
        long head = number(log, "select head from progress");
        long last = number(log, "select coalesce(max(sequence), 0) from events");
        if (last > head) lost("It goes to fact %,d and counts to %,d.".formatted(last, head), StoreUnusable.RESTORE);
        // A folder of an earlier version has no such count before its first start.
        if (number(log, "select count(*) from sqlite_master where name = 'dropped'") == 0) return;
        long gone = head - number(log, "select count(*) from events");
        long dropped = number(log, "select facts from dropped");
        if (gone == dropped) return;
        lost("%,d facts are not there, while %,d were erased.".formatted(gone, dropped), StoreUnusable.RESTORE);
    }

    private void reaches(long head) throws IOException {
        Path snapshots = folder.resolve("snapshots");
        if (!Files.isDirectory(snapshots)) return;
        try (Stream<Path> all = Files.list(snapshots)) {
            long reached = all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
            if (reached <= head) return;
            lost(
                    "A snapshot was made at fact %,d, but the log ends at %,d: what it acknowledged after that is gone."
                            .formatted(reached, head),
                    StoreUnusable.BEYOND);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }
}
