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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A small JSON file that only its owner may read. It is replaced as a whole and synced, so that a crash leaves the old
/// one or the new one.
///
/// Threads: the caller sees to it that one changes at a time.
public final class PrivateFile {
    private final Path path;

    public PrivateFile(Path path) {
        this.path = path;
    }

    /// What the file holds; empty when there is none.
    public Optional<JsonObject> read() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        try {
            return Optional.of(Json.parseObject(Files.readAllBytes(path), JsonLimits.STANDARD));
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be read.", failure);
        }
    }

    /// Replaces the file.
    public void write(byte[] json) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            createPrivate(draft);
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(json);
                while (bytes.hasRemaining()) out.write(bytes);
                out.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be written.", failure);
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
