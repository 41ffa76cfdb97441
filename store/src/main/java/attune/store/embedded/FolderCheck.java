package attune.store.embedded;

import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
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
import org.jspecify.annotations.Nullable;

/// What is wrong with a community's folder, what it costs, and what to do: reads every page and every fact, and changes
/// nothing. For a folder that no Attune has open. It reads the whole log: about a second for a million facts.
public final class FolderCheck {
    private static final int MOST_NAMED = 20;

    private final Path folder;
    private final List<Finding> findings = new ArrayList<>();

    private FolderCheck(Path folder) {
        this.folder = folder;
    }

    /// How bad it is.
    public enum Weight {
        /// Nothing is lost that cannot be made again; the next start mends it by itself.
        MENDS_ITSELF,
        /// The community cannot be served until somebody decides.
        STOPS_THE_START
    }

    /// @param file name in the folder
    /// @param what is wrong
    /// @param lost what that costs
    /// @param remedy what to do
    public record Finding(String file, Weight weight, String what, String lost, String remedy) {}

    /// Empty if the folder is sound.
    public static List<Finding> check(Path folder) {
        FolderCheck check = new FolderCheck(folder);
        check.log();
        check.whole(
                "keys.db",
                Weight.STOPS_THE_START,
                "personal payload whose keys cannot be read",
                "Put the newest copy of the key ring in its place; the log itself may be sound.");
        check.whole(
                "ledger.db",
                Weight.STOPS_THE_START,
                "the proof of decisions and of access",
                "Restore the newest backup of the ledger; what was decided since is still in the log.");
        check.whole(
                "blobs.db",
                Weight.MENDS_ITSELF,
                "traces and trained models, which are made again",
                "Start; the file is set aside as blobs.db.damaged.");
        check.setAside();
        check.snapshots();
        return List.copyOf(check.findings);
    }

    private void found(String file, Weight weight, String what, String lost, String remedy) {
        findings.add(new Finding(file, weight, what, lost, remedy));
    }

    /// SQLite's own check of pages, order and indexes.
    private boolean whole(String file, Weight weight, String lost, String remedy) {
        if (!Files.exists(folder.resolve(file))) return false;
        try (Connection connection = new Database(folder.resolve(file)).reader();
                PreparedStatement query = connection.prepareStatement("pragma integrity_check(" + MOST_NAMED + ")");
                ResultSet rows = query.executeQuery()) {
            List<String> words = new ArrayList<>();
            while (rows.next()) words.add(rows.getString(1));
            if (words.equals(List.of("ok"))) return true;
            found(file, weight, String.join("; ", words), lost, remedy);
        } catch (SQLException failed) {
            found(file, weight, String.valueOf(failed.getMessage()), lost, remedy);
        }
        return false;
    }

    private void log() {
        whole(
                "log.db",
                Weight.STOPS_THE_START,
                "the facts on the damaged pages, or only their indexes",
                "Restore the newest backup; senders send again what came since.");
        if (Files.exists(folder.resolve("log.db"))) facts();
    }

    private void facts() {
        String sql = "select sequence, fact from events order by sequence";
        List<Long> damaged = new ArrayList<>();
        long many = 0;
        long last = 0;
        long there = 0;
        try (Connection connection = new Database(folder.resolve("log.db")).reader();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                last = rows.getLong(1);
                there++;
                if (sound(rows.getBytes(2))) continue;
                many++;
                if (damaged.size() < MOST_NAMED) damaged.add(last);
            }
            missing(head(connection) - there, connection);
            if (last > head(connection)) {
                found(
                        "log.db",
                        Weight.STOPS_THE_START,
                        "the log goes to fact " + last + " and counts to " + head(connection),
                        "nothing yet; the next fact would be refused",
                        "Restore the newest backup.");
            }
        } catch (SQLException failed) {
            found(
                    "log.db",
                    Weight.STOPS_THE_START,
                    "the facts after " + last + " cannot be read: " + failed.getMessage(),
                    "every fact after " + last,
                    "Restore the newest backup; senders send again what came since.");
        }
        if (many > 0) {
            found(
                    "log.db",
                    Weight.STOPS_THE_START,
                    many + " facts are damaged, the first at " + damaged,
                    "what those facts say; they are never passed over in silence",
                    "Restore the newest backup; senders send again what came since.");
        }
    }

    private void missing(long gone, Connection connection) throws SQLException {
        long dropped = number(connection, "select facts from dropped");
        if (gone == dropped) return;
        found(
                "log.db",
                Weight.STOPS_THE_START,
                gone + " facts are not there, while " + dropped + " were erased",
                Math.abs(gone - dropped) + " facts",
                "Restore the newest backup; senders send again what came since.");
    }

    private static boolean sound(byte @Nullable [] fact) {
        if (fact == null) return false;
        try {
            Fact.parse(fact);
            return true;
        } catch (MalformedFact damaged) {
            return false;
        }
    }

    private static long head(Connection connection) throws SQLException {
        return number(connection, "select head from progress");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    private void setAside() {
        for (String name : names(folder)) {
            if (!name.endsWith(SetAside.ENDING)) continue;
            found(
                    name,
                    Weight.MENDS_ITSELF,
                    "a damaged file was set aside",
                    "nothing more",
                    "Look at it or delete it; the next erasure deletes it.");
        }
    }

    /// A log that was cut short looks like one that never went further; only what was made from it can tell.
    private void snapshots() {
        if (!Files.exists(folder.resolve("log.db"))) return;
        long reached = names(folder.resolve("snapshots")).stream()
                .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
        try (Connection connection = new Database(folder.resolve("log.db")).reader()) {
            long head = head(connection);
            if (reached > head) {
                found(
                        "log.db",
                        Weight.STOPS_THE_START,
                        "a snapshot was made at fact " + reached + ", but the log ends at " + head,
                        (reached - head) + " facts or more, with its write-ahead log",
                        StoreUnusable.BEYOND);
            }
        } catch (SQLException failed) {
            // Already told with the facts.
            return;
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new StoreUnusable("The folder " + folder + " could not be listed.", failed);
        }
    }
}
