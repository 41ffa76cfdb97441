package attune.http.auth;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A small file that only its owner may read. It is replaced as a whole and synced, so that a crash leaves the old
/// one or the new one.
///
/// Threads: the caller sees to it that one changes at a time.
public final class PrivateFile {
    private final Path path;

    public PrivateFile(Path path) {
        this.path = path;
    }

    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether everybody on the machine may read a file.
    public static boolean openToAll(Path file) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException gone) {
            return false;
        }
    }

    /// What the file holds; empty when there is none.
    public Optional<JsonObject> read() {
        if (!exists()) return Optional.empty();
        try {
            return Optional.of(Json.parseObject(Files.readAllBytes(path), JsonLimits.STANDARD));
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be read.", failure);
        }
    }

    /// Replaces the file.
    public void write(byte[] content) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            createPrivate(draft);
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) out.write(bytes);
                out.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be written.", failure);
        }
    }

    /// Else a power cut could bring the old file back, and with it access that was revoked.
    private void syncFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) return;
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void createPrivate(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }
}
