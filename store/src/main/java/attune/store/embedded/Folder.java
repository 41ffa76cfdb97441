package attune.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/// The folder of one community: which files lie in it, which format they have, that only one process has
/// it open, and that only its owner reads it.
final class Folder implements AutoCloseable {
    /// Raised when an older Attune could no longer read what this one writes.
    static final int FORMAT = 1;

    static final String FORMAT_FILE = "format";

    private static final List<String> DATABASES = List.of("log.db", "keys.db", "blobs.db", "ledger.db");

    private final Path path;
    private final FileChannel lock;
    private List<Path> openToOthers = List.of();

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static Folder open(Path path) {
        try {
            boolean fresh = !Files.isDirectory(path);
            if (fresh) Files.createDirectories(path, OwnerOnly.folder());
            if (fresh) OwnerOnly.syncName(path);
            Folder folder = new Folder(path, lock(path));
            try {
                folder.checkFormat();
                for (String file : DATABASES) {
                    OwnerOnly.create(path.resolve(file));
                    new Database(path.resolve(file)).dropUnfinished();
                }
                OwnerOnly.sync(path);
                folder.openToOthers = OwnerOnly.shut(path);
                return folder;
            } catch (IOException | RuntimeException failed) {
                folder.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new StoreUnusable("The folder " + path + " could not be opened.", failed);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file());
        try {
            FileLock held = channel.tryLock();
            if (held != null) return channel;
        } catch (OverlappingFileLockException ours) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new StoreUnusable(
                "The folder " + path + " is in use by another Attune. Stop that one first, or ask it over HTTP.");
    }

    private void checkFormat() throws IOException {
        Path file = path.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            writeFormat(path, String.valueOf(FORMAT));
            return;
        }
        String written = Files.readString(file).strip();
        if (written.isEmpty() && !Files.exists(path.resolve("log.db"))) {
            // The first start of an earlier version was killed while it wrote this.
            writeFormat(path, String.valueOf(FORMAT));
            return;
        }
        if (written.equals("restoring")) {
            throw new StoreUnusable("A restore into " + path + " was cut short. Empty the folder and restore again.");
        }
        if (!written.matches("[0-9]{1,6}")) {
            throw new StoreUnusable(
                    "The file format in " + path + " does not hold a number. Maybe this is another folder.");
        }
        if (Integer.parseInt(written) > FORMAT) {
            throw new StoreUnusable("The folder " + path + " has format " + written + ", this Attune reads up to "
                    + FORMAT + ". Start the Attune that wrote it, or a newer one.");
        }
    }

    /// Under another name first, so that the file is never there and empty.
    static void writeFormat(Path folder, String format) throws IOException {
        Path part = folder.resolve("format.part");
        Files.deleteIfExists(part);
        try (FileChannel channel = OwnerOnly.createFile(part)) {
            channel.write(ByteBuffer.wrap((format + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Path file = folder.resolve(FORMAT_FILE);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.syncName(file);
    }

    Path path() {
        return path;
    }

    /// What others may read although it should be shut, because it belongs to another account.
    List<Path> openToOthers() {
        return openToOthers;
    }

    Path log() {
        return path.resolve("log.db");
    }

    Path keys() {
        return path.resolve("keys.db");
    }

    Path ledger() {
        return path.resolve("ledger.db");
    }

    Path checkpoints() {
        return path.resolve("ledger.checkpoints");
    }

    Path blobs() {
        return path.resolve("blobs.db");
    }

    Path snapshots() {
        return path.resolve("snapshots");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new StoreUnusable("The lock on " + path + " could not be released.", failed);
        }
    }
}
