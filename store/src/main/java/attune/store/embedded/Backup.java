package attune.store.embedded;

import attune.store.merkle.Hash;
import attune.store.merkle.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Copies of a community's data: taken while it serves, and restored into a new folder; [Scrub] cleans them of members
/// who were erased since. A backup holds the log and the blobs; keys and ledger lie in the [Vault].
///
/// A backup is complete when its manifest stands in it, which is written last.
public final class Backup {
    static final String LOG = "log.db";
    static final String BLOBS = "blobs.db";
    static final String LATEST = "latest-backup";
    private static final String RESTORING = "restoring";

    private Backup() {}

    /// Copies the folder's data to a new or empty folder `to`, then brings the vault up to date. Members' keys are
    /// copied after the facts, so that no fact lies in a backup whose key the vault does not know.
    public static Manifest take(Path folder, Path to, Path vault, InstantSource clock) {
        requireEmpty(to);
        requireCommunity(folder);
        try {
            Files.createDirectories(to, OwnerOnly.folder());
            DatabaseCopy.copy(
                    folder.resolve(LOG),
                    to.resolve(LOG),
                    List.of(new DatabaseCopy.Large("events", "sequence")),
                    List.of(new DatabaseCopy.Derived(
                            "idempotency", List.of(IdempotencyIndex.REFILL, IdempotencyIndex.SETTLE_ALL))));
            if (Files.exists(folder.resolve(BLOBS))) {
                DatabaseCopy.copy(
                        folder.resolve(BLOBS),
                        to.resolve(BLOBS),
                        List.of(new DatabaseCopy.Large("blobs", "number", "names", "blob")));
            }
            Vault.update(folder, vault);
            Manifest manifest = describe(to, vault, clock.millis());
            note(folder, manifest);
            return manifest;
        } catch (IOException | SQLException failed) {
            throw new StoreUnusable("The backup to " + to + " failed: " + failed.getMessage(), failed);
        }
    }

    private static void requireCommunity(Path folder) {
        if (!Files.exists(folder.resolve(LOG))) {
            throw new StoreUnusable("There is no community in " + folder + ". Maybe another --folder?");
        }
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new StoreUnusable("The folder " + folder + " is not empty. Name a new one.");
            }
        } catch (IOException failed) {
            throw new StoreUnusable("The folder " + folder + " could not be read.", failed);
        }
    }

    /// Writes the manifest of the files in `backup`, last and onto the disk.
    static Manifest describe(Path backup, Path vault, long nowMillis) throws IOException, SQLException {
        List<Manifest.Listed> files = Files.exists(backup.resolve(BLOBS))
                ? List.of(Manifest.Listed.of(backup.resolve(LOG)), Manifest.Listed.of(backup.resolve(BLOBS)))
                : List.of(Manifest.Listed.of(backup.resolve(LOG)));
        long ledgerSize;
        Hash ledgerRoot;
        try (Connection ledger = new Database(vault.resolve("ledger.db")).reader()) {
            ledgerSize = LedgerFile.size(ledger);
            ledgerRoot = new Tree(LedgerFile.subtrees(ledger)).root(ledgerSize);
        }
        try (Connection log = new Database(backup.resolve(LOG)).reader();
                PreparedStatement query = log.prepareStatement("select head, members, (select count(*) from events),"
                        + " (select coalesce(max(sequence), 0) from events) from progress");
                ResultSet row = query.executeQuery()) {
            Manifest manifest = new Manifest(
                    Vault.ring(vault).origin(),
                    Folder.FORMAT,
                    nowMillis,
                    row.getLong(1),
                    row.getLong(3),
                    row.getInt(2),
                    ledgerSize,
                    ledgerRoot,
                    files);
            if (row.getLong(4) > row.getLong(1)) {
                throw new StoreUnusable("The copy of the log in " + backup + " ends after its own head.");
            }
            write(backup.resolve(Manifest.NAME), manifest.text());
            return manifest;
        }
    }

    private static void write(Path file, String text) throws IOException {
        Set<StandardOpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, create, OwnerOnly.file())) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        OwnerOnly.sync(file.getParent());
    }

    /// Leaves the manifest in the community's own folder, so that the node can tell how old its newest backup is.
    private static void note(Path folder, Manifest manifest) throws IOException {
        Path fresh = folder.resolve(LATEST + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, manifest.text());
        Files.move(fresh, folder.resolve(LATEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.sync(folder);
    }

    /// The newest backup taken of the folder, as it described itself; empty if none was, or if that cannot be read.
    public static Optional<Manifest> latest(Path folder) {
        try {
            return Optional.of(Manifest.parse(Files.readString(folder.resolve(LATEST))));
        } catch (IllegalArgumentException | DateTimeException | IOException unknown) {
            return Optional.empty();
        }
    }

    /// Verifies the backup, then puts it and the vault into a new or empty folder. The folder can be opened
    /// only once all is there; its first opening erases again whoever was erased after the backup was taken.
    public static Manifest restore(Path backup, Path vault, Path into) {
        requireEmpty(into);
        Manifest manifest = Manifest.read(backup);
        List<String> findings = BackupCheck.of(backup).findings();
        if (!findings.isEmpty()) {
            throw new StoreUnusable("The backup in " + backup + " is damaged; nothing was restored. "
                    + findings.getFirst() + (findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : ""));
        }
        requireVault(manifest, backup, vault);
        try {
            Files.createDirectories(into, OwnerOnly.folder());
            Folder.writeFormat(into, RESTORING);
            for (Manifest.Listed file : manifest.files()) {
                Vault.copy(backup.resolve(file.name()), into.resolve(file.name()));
            }
            Vault.restore(vault, into);
            OwnerOnly.sync(into);
            Folder.writeFormat(into, String.valueOf(manifest.format()));
            return manifest;
        } catch (IOException failed) {
            throw new StoreUnusable(
                    "The backup could not be restored into " + into + ". Empty it and try again.", failed);
        }
    }

    private static void requireVault(Manifest manifest, Path backup, Path vault) {
        Vault.Ring ring = Vault.ring(vault);
        if (!ring.origin().equals(manifest.origin())) {
            throw new StoreUnusable(
                    "The vault " + vault + " belongs to another community than the backup in " + backup + ".");
        }
        if (ring.highest() < manifest.members() - 1) {
            throw new StoreUnusable("The vault " + vault + " is older than the backup in " + backup
                    + ": it lacks keys of members. Use the newest vault.");
        }
        if (!Vault.extendsLedger(vault, manifest.ledgerSize(), manifest.ledgerRoot())) {
            throw new StoreUnusable(
                    "The ledger in the vault " + vault + " does not continue the ledger of the backup: it"
                            + " is older, or was changed. Use the newest vault.");
        }
    }
}
