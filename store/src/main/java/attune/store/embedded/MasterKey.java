package attune.store.embedded;

import attune.store.keys.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The key that wraps all other keys of a community, in a file that only its owner reads. Whoever keeps it apart from
/// the folder makes a stolen folder worthless; whoever loses it has lost the personal payload.
final class MasterKey {
    private MasterKey() {}

    /// Reads the key, or makes one if `fresh` says that nothing was ever wrapped under it.
    static byte[] readOrCreate(Path file, boolean fresh, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                if (!fresh) {
                    throw new StoreUnusable("The master key is missing: " + file.getFileName()
                            + ". Put it back; without it nothing personal in this folder can be read.");
                }
                create(file, random);
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != Sealing.KEY_BYTES) throw new IllegalArgumentException("wrong length");
            return key;
        } catch (IllegalArgumentException notHex) {
            throw new StoreUnusable(
                    "The master key in " + file.getFileName() + " is not 64 hexadecimal digits.", notHex);
        } catch (IOException failed) {
            throw new StoreUnusable("The master key in " + file.getFileName() + " could not be read or made.", failed);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[Sealing.KEY_BYTES];
        random.nextBytes(key);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(part, create, ownerOnly)) {
            channel.write(ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        Folder.syncName(file);
    }
}
