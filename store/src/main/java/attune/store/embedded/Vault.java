package attune.store.embedded;

import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import attune.store.merkle.Hash;
import attune.store.merkle.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The newest copy of what must not be kept in old copies: the key ring, whose destroyed keys are gone from every
/// backup with the next run; the ledger, which must not lose its end; and who may come in. One folder, apart from the
/// backups of data (decision: backups hold data, the vault holds keys).
public final class Vault {
    private static final String KEYS = "keys.db";
    private static final String LEDGER = "ledger.db";
    private static final List<String> DATA = List.of("log.db", "blobs.db", "format", "lock", KEYS, LEDGER);

    private Vault() {}

    /// What a key ring holds, as it can be told without a master key.
    ///
    /// @param origin which community; empty for a ring of an earlier version that was not opened since
    /// @param masterKey the id of the master key that wraps it; empty likewise
    /// @param destroyed members whose keys are destroyed
    /// @param highest the greatest member's number that ever had a key, or −1
    public record Ring(String origin, String masterKey, int keys, BitSet destroyed, int highest) {
        public Ring {
            destroyed = (BitSet) destroyed.clone();
        }

        /// Does this ring know every erasure and every member that the other knows?
        boolean knowsAllOf(Ring other) {
            BitSet more = (BitSet) other.destroyed.clone();
            more.andNot(destroyed);
            return more.isEmpty() && highest >= other.highest;
        }
    }

    /// Reads the key ring of a folder or a vault without opening a key.
    public static Ring ring(Path folder) {
        Path file = folder.resolve(KEYS);
        if (!Files.exists(file)) throw new StoreUnusable("There is no key ring in " + folder + ".");
        try (Connection connection = new Database(file).reader()) {
            KeyRingFile ring = new KeyRingFile(connection);
            boolean named = ring.named();
            BitSet destroyed = new BitSet();
            int[] counts = {0, -1};
            ring.each((member, wrapped) -> {
                counts[1] = Math.max(counts[1], member);
                if (member < 0) return;
                if (KeyRingFile.destroyed(wrapped)) destroyed.set(member);
                else counts[0]++;
            });
            return new Ring(
                    named ? ring.about(KeyRingFile.ORIGIN).orElse("") : "",
                    named ? ring.about(KeyRingFile.MASTER).orElse("") : "",
                    counts[0],
                    destroyed,
                    counts[1]);
        } catch (SQLException failed) {
            throw new StoreUnusable("The key ring in " + folder + " could not be read. Maybe it is damaged.", failed);
        }
    }

    /// Brings the vault up to date with a folder that may be serving.
    static void update(Path folder, Path vault) {
        Ring ours = ring(folder);
        if (ours.origin.isEmpty()) {
            throw new StoreUnusable("The key ring in " + folder + " does not name its community yet. Start the node"
                    + " once with this version, then back it up.");
        }
        try {
            if (!Files.isDirectory(vault)) Files.createDirectories(vault, OwnerOnly.folder());
        } catch (IOException failed) {
            throw outOfReach(vault, failed);
        }
        // A node that erases and a command that backs up may come at once; the other waits seconds.
        try (FileChannel lock = FileChannel.open(
                        vault.resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OwnerOnly.file());
                FileLock _ = lock.lock()) {
            if (Files.exists(vault.resolve(KEYS))) refuseOlder(ours, ring(vault), folder, vault);
            // Checkpoints are read before the ledger and put in place after it: none may go beyond its ledger.
            List<Path> others = others(folder);
            for (Path file : others) stage(file, vault.resolve(file.getFileName()));
            for (String file : List.of(KEYS, LEDGER)) {
                DatabaseCopy.copy(folder.resolve(file), part(vault.resolve(file)), List.of());
                put(vault.resolve(file));
            }
            for (Path file : others) put(vault.resolve(file.getFileName()));
            OwnerOnly.sync(vault);
        } catch (OverlappingFileLockException busy) {
            throw new StoreUnusable("The vault " + vault + " is being brought up to date already. Try again.", busy);
        } catch (IOException failed) {
            throw outOfReach(vault, failed);
        }
    }

    /// The same with a vault that must be there already: the folder below which its disk is not mounted must not
    /// pass for
    /// a new one.
    static void refresh(Path folder, Path vault) {
        if (!Files.exists(vault.resolve(KEYS))) {
            throw new StoreUnusable("There is no vault in " + vault
                    + ". Maybe its disk is not mounted. A first ./attune" + " backup makes one.");
        }
        update(folder, vault);
    }

    private static StoreUnusable outOfReach(Path vault, IOException failed) {
        return new StoreUnusable("The vault " + vault + " could not be brought up to date.", failed);
    }

    private static void refuseOlder(Ring ours, Ring kept, Path folder, Path vault) {
        if (!kept.origin.equals(ours.origin)) {
            throw new StoreUnusable(
                    "The vault " + vault + " belongs to another community (" + kept.origin + "). Name another folder.");
        }
        if (!ours.knowsAllOf(kept)) {
            throw new StoreUnusable("The vault " + vault + " knows of erasures or members that " + folder
                    + " does not know: the folder is older. Restore from the vault first, or name another folder.");
        }
    }

    /// Access files and checkpoints: small files that are neither data nor the master key.
    static List<Path> others(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        return !DATA.contains(name)
                                && !name.startsWith("master.key")
                                && !name.matches(".*(-wal|-shm|-journal|\\.part|\\.damaged.*|\\.db)");
                    })
                    .sorted()
                    .toList();
        }
    }

    /// Puts the vault's files into a folder that is being restored.
    static void restore(Path vault, Path folder) throws IOException {
        for (String file : List.of(KEYS, LEDGER)) {
            if (Files.exists(vault.resolve(file))) copy(vault.resolve(file), folder.resolve(file));
        }
        for (Path file : others(vault)) copy(file, folder.resolve(file.getFileName()));
    }

    /// Does the vault's ledger begin with what the ledger was when a backup was taken?
    static boolean extendsLedger(Path vault, long size, Hash root) {
        Path file = vault.resolve(LEDGER);
        if (size == 0) return true;
        if (!Files.exists(file)) return false;
        try (Connection connection = new Database(file).reader()) {
            return LedgerFile.size(connection) >= size
                    && new Tree(LedgerFile.subtrees(connection)).root(size).equals(root);
        } catch (SQLException failed) {
            throw new StoreUnusable("The ledger in " + vault + " could not be read. Maybe it is damaged.", failed);
        }
    }

    /// Copies a file under another name first, and onto the disk.
    static void copy(Path from, Path to) throws IOException {
        stage(from, to);
        put(to);
    }

    private static void stage(Path from, Path to) throws IOException {
        Path part = part(to);
        Files.deleteIfExists(part);
        Files.createFile(part, OwnerOnly.file());
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.shut(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void put(Path to) throws IOException {
        Files.move(part(to), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /// Wraps the key ring of a folder that no node has open under a new master key, which is made anew and put
    /// where the old one was; a crash leaves one of the two that opens the ring.
    ///
    /// @return the id of the new master key
    public static String rotate(Path folder, MasterKeySource source, SecureRandom random) {
        return rewrap(folder, source, random, keys -> {
            MasterKey next = MasterKey.random(random);
            source.propose(next);
            keys.rewrap(next);
            source.adopt();
            return next.id();
        });
    }

    /// As above, under a master key that another source holds.
    public static String rotate(Path folder, MasterKeySource from, MasterKeySource to, SecureRandom random) {
        return rewrap(folder, from, random, keys -> {
            MasterKey next = to.key(true);
            keys.rewrap(next);
            return next.id();
        });
    }

    private static String rewrap(
            Path path, MasterKeySource source, SecureRandom random, Function<SqliteKeys, String> rewrapping) {
        try (Folder folder = Folder.open(path);
                SqliteKeys keys = SqliteKeys.open(folder.keys(), source, random)) {
            return rewrapping.apply(keys);
        } catch (MasterKeySource.MasterKeyMissing missing) {
            throw new StoreUnusable(String.valueOf(missing.getMessage()), missing);
        }
    }
}
