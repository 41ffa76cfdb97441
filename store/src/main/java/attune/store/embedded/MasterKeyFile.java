package attune.store.embedded;

import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;

/// The master key in a file that only its owner reads. A rotation writes the new key beside it first, so that whatever
/// moment a crash picks, one of the two opens the key ring.
public final class MasterKeyFile implements MasterKeySource {
    private final Path file;
    private final SecureRandom random;

    public MasterKeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public String place() {
        return "the file " + file.getFileName();
    }

    @Override
    public MasterKey key(boolean fresh) {
        if (Files.exists(file)) return read(file);
        // A rotation was cut short and somebody put the old key away: this one may be all that is left.
        if (Files.exists(beside())) return read(beside());
        if (!fresh) {
            throw new MasterKeyMissing("The master key is missing: " + file + ". Put it back. Without it the open facts"
                    + " can still be read (who did what to which item, as numbers, and when), but no name, no text and"
                    + " no external id. ./attune doctor tells how much that is.");
        }
        MasterKey key = MasterKey.random(random);
        write(file, key);
        return key;
    }

    private MasterKey read(Path from) {
        try {
            if (OwnerOnly.lax(from)) {
                throw new MasterKeyMissing(
                        "Others than its owner may read the master key in " + from + ". Shut it: chmod 600 " + from);
            }
            return MasterKey.parse(Files.readString(from));
        } catch (IllegalArgumentException malformed) {
            throw new MasterKeyMissing("The master key in " + from.getFileName()
                    + " is not 64 hexadecimal digits. Put the right file back.");
        } catch (IOException failed) {
            throw new MasterKeyMissing("The master key in " + from.getFileName() + " could not be read.", failed);
        }
    }

    private Path beside() {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    @Override
    public Optional<MasterKey> next() {
        return Files.exists(beside()) ? Optional.of(read(beside())) : Optional.empty();
    }

    @Override
    public void propose(MasterKey key) {
        write(beside(), key);
    }

    @Override
    public void adopt() {
        try {
            Files.move(beside(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.syncName(file);
        } catch (IOException failed) {
            throw new MasterKeyMissing(
                    "The new master key stays in " + beside().getFileName() + "; move it over " + file.getFileName()
                            + " yourself.",
                    failed);
        }
    }

    @Override
    public void discard() {
        if (!Files.exists(file)) {
            throw new MasterKeyMissing("The key in " + beside().getFileName() + " is the only one and stays.");
        }
        try {
            Files.deleteIfExists(beside());
        } catch (IOException failed) {
            throw new MasterKeyMissing(
                    "The unused key in " + beside().getFileName() + " could not be deleted.", failed);
        }
    }

    private static void write(Path file, MasterKey key) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = OwnerOnly.createFile(part)) {
                channel.write(ByteBuffer.wrap((key.hex() + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.syncName(file);
        } catch (IOException failed) {
            throw new MasterKeyMissing("The master key could not be written to " + file.getFileName() + ".", failed);
        }
    }
}
