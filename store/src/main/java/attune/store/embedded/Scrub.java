package attune.store.embedded;

import attune.store.keys.MasterKeySource;
import attune.store.quarantine.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// Applies later erasures to a backup: restores it beside itself, lets the opening erase, and puts the result in its
/// place. Cut short at any moment, there is a whole backup under its name or one step away from it, and the next scrub
/// of it first settles what the cut left:
///
/// ```
/// NAME.scrubbing   the restored copy that is being cleaned, with keys: deleted
/// NAME.scrubbed    the clean backup: deleted while NAME stands, else it becomes NAME
/// NAME.replaced    the old backup: deleted once NAME stands, else it becomes NAME again
/// ```
public final class Scrub {
    private final Path name;
    private final Path restored;
    private final Path clean;
    private final Path replaced;
    private final Steps steps;

    private Scrub(Path backup, Steps steps) {
        this.name = backup.toAbsolutePath().normalize();
        this.restored = beside("scrubbing");
        this.clean = beside("scrubbed");
        this.replaced = beside("replaced");
        this.steps = steps;
    }

    private Path beside(String what) {
        return name.resolveSibling(name.getFileName() + "." + what);
    }

    /// Told before each change of the disk, so that a test can cut the scrub short there.
    @FunctionalInterface
    interface Steps {
        void next(String step);
    }

    /// Returns how many members left the backup; with none it stays as it is.
    public static int of(Path backup, Path vault, MasterKeySource masterKey, InstantSource clock, SecureRandom random) {
        return of(backup, vault, masterKey, clock, random, _ -> {});
    }

    static int of(
            Path backup, Path vault, MasterKeySource masterKey, InstantSource clock, SecureRandom random, Steps steps) {
        Scrub scrub = new Scrub(backup, steps);
        try {
            scrub.settle();
            int erased = erasedSince(scrub.name, vault);
            if (erased == 0) return 0;
            Backup.restore(scrub.name, vault, scrub.restored);
            scrub.erase(masterKey, clock, random);
            scrub.gather(vault, clock.millis());
            scrub.swap();
            return erased;
        } catch (IOException | SQLException failed) {
            throw new StoreUnusable(
                    "The backup in " + backup + " could not be cleaned. Scrub it again: that settles what is left.",
                    failed);
        }
    }

    /// How many members whose keys the vault knows as destroyed still stand in the backup.
    private static int erasedSince(Path backup, Path vault) {
        Manifest.read(backup);
        BitSet erased = Vault.ring(vault).destroyed();
        try (Connection log = new Database(backup.resolve(Backup.LOG)).reader();
                PreparedStatement query =
                        log.prepareStatement("select member from erasures where finished_millis is not null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) erased.clear(rows.getInt(1));
            return erased.cardinality();
        } catch (SQLException failed) {
            throw new StoreUnusable("The log in " + backup + " could not be read. Maybe it is damaged.", failed);
        }
    }

    /// What an earlier scrub left when it was cut short.
    private void settle() throws IOException {
        remove(restored);
        if (!Files.exists(name)) {
            if (Files.exists(clean.resolve(Manifest.NAME))) move(clean, name);
            else if (Files.exists(replaced)) move(replaced, name);
        }
        remove(clean);
        remove(replaced);
    }

    private void erase(MasterKeySource masterKey, InstantSource clock, SecureRandom random) {
        steps.next("open the restored copy");
        EmbeddedStore store = EmbeddedStore.open(
                restored, masterKey, List.of(), Watch.NOBODY, clock, random, EmbeddedStore.Progress.SILENT);
        store.saveNothingAtLast();
        store.close();
    }

    private void gather(Path vault, long nowMillis) throws IOException, SQLException {
        steps.next("make the clean one");
        Files.createDirectories(clean, OwnerOnly.folder());
        for (String file : List.of(Backup.LOG, Backup.BLOBS)) {
            if (!Files.exists(restored.resolve(file))) continue;
            steps.next("move " + file);
            Files.move(restored.resolve(file), clean.resolve(file));
        }
        steps.next("write the manifest");
        Backup.describe(clean, vault, nowMillis);
        remove(restored);
    }

    private void swap() throws IOException {
        move(name, replaced);
        move(clean, name);
        remove(replaced);
    }

    private void move(Path from, Path to) throws IOException {
        steps.next("move " + from.getFileName() + " to " + to.getFileName());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.sync(name.getParent());
    }

    /// The manifest goes first: what is left of a folder is never taken for a backup.
    private void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        steps.next("delete the manifest of " + folder.getFileName());
        Files.deleteIfExists(folder.resolve(Manifest.NAME));
        empty(folder);
        OwnerOnly.sync(name.getParent());
    }

    private void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    empty(file);
                    continue;
                }
                steps.next("delete " + folder.getFileName() + "/" + file.getFileName());
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
