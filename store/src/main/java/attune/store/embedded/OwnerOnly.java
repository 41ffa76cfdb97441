package attune.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files and folders that nobody but their owner reads, where the file system knows owners.
final class OwnerOnly {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnly() {}

    static FileAttribute<?>[] file() {
        return attribute("rw-------");
    }

    static FileAttribute<?>[] folder() {
        return attribute("rwx------");
    }

    private static FileAttribute<?>[] attribute(String mode) {
        if (!posix()) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /// May others read, write or enter it?
    static boolean lax(Path path) throws IOException {
        return posix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    /// Makes an empty file if there is none. SQLite takes an empty file for a new database, and gives its
    /// companions the same permissions.
    static void create(Path file) throws IOException {
        if (!Files.exists(file)) Files.createFile(file, file());
    }

    /// Makes a new file and opens it for writing.
    static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), file());
    }

    /// Makes a folder, unless it is there.
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectory(folder, folder());
    }

    /// Makes the file's name durable: what was created or renamed is surely there after a power cut only once the
    /// folder that holds it is synced.
    static void syncName(Path file) throws IOException {
        sync(file.toAbsolutePath().getParent());
    }

    /// Makes a rename or a new file in the folder durable; where a folder cannot be opened, as on Windows, it is
    /// anyway.
    static void sync(@Nullable Path folder) throws IOException {
        if (folder == null || !posix()) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Shuts a file, or a folder and the files in it, to others. Returns those that belong to somebody else and
    /// cannot be shut: their owner must.
    static List<Path> shut(Path path) throws IOException {
        List<Path> open = new ArrayList<>();
        if (!posix()) return open;
        shut(path, open);
        if (!Files.isDirectory(path)) return open;
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) shut(file, open);
        }
        return open;
    }

    private static void shut(Path path, List<Path> open) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        if (!mode.removeAll(OTHERS)) return;
        try {
            Files.setPosixFilePermissions(path, mode);
        } catch (IOException notOurs) {
            open.add(path);
        }
    }
}
