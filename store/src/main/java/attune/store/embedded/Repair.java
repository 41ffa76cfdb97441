package attune.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What can be put right in a folder without opening it, and cannot do harm. Facts, keys and the ledger are never
/// touched: what is wrong with them is mended by a restore.
public final class Repair {
    private Repair() {}

    /// Shuts the folder to others and deletes files that were cut short. Returns what was done, in sentences.
    public static List<String> files(Path path) {
        try (Folder folder = Folder.open(path);
                Stream<Path> files = Files.list(path)) {
            List<String> done = new ArrayList<>();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".part")).toList()) {
                Files.delete(file);
                done.add("Deleted " + file.getFileName() + ".");
            }
            done.add(
                    folder.openToOthers().isEmpty()
                            ? "Only the owner reads the folder."
                            : "Files of another owner stay open to others: " + folder.openToOthers() + ".");
            return done;
        } catch (IOException failed) {
            throw new StoreUnusable("The files of " + path + " could not be repaired.", failed);
        }
    }

    /// Deletes the snapshots: what they hold is folded again from the log.
    public static List<String> snapshots(Path path) {
        return dropSnapshots(path, "Deleted the snapshots; the next start replays the log.");
    }

    /// Deletes the snapshots, which are all that tells of facts that the log has lost: the next start goes on
    /// without those facts. Only for somebody who has decided that.
    public static List<String> acceptLoss(Path path) {
        return dropSnapshots(path, "Deleted the snapshots.");
    }

    private static List<String> dropSnapshots(Path path, String done) {
        try (Folder folder = Folder.open(path)) {
            SnapshotFolder.deleteAll(folder.snapshots());
            return List.of(done);
        } catch (IOException failed) {
            throw new StoreUnusable("The snapshots of " + path + " could not be deleted.", failed);
        }
    }
}
