package attune.store.embedded;

import attune.store.ledger.Checkpoint;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Signed checkpoints of the ledger, one after another in a text file that only grows, for the operator to ship to a
/// place that whoever runs the node cannot reach. Each is followed by an empty line.
///
/// A checkpoint that a full disk or a power cut left torn is taken off before the next one is written: glued to it, the
/// next would look like forgery for ever. Threads: one.
final class CheckpointFile {
    private static final System.Logger LOG = System.getLogger("attune.store.ledger");
    /// How a line with a signature begins, its dash in UTF-8, read byte by byte.
    private static final String SIGNATURE =
            new String("\n\u2014 ".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private final Path path;
    private long whole;

    private CheckpointFile(Path path, long whole) {
        this.path = path;
        this.whole = whole;
    }

    /// Opens the file for appending, by the one process that has the folder; it need not be there yet.
    static CheckpointFile open(Path path) {
        byte[] bytes = bytes(path);
        long whole = whole(bytes);
        if (whole < bytes.length) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The last checkpoint in {0} was cut short; it is taken off before the next one.",
                    path.getFileName());
        }
        CheckpointFile file = new CheckpointFile(path, whole);
        if (whole < bytes.length) file.write("");
        return file;
    }

    /// How many bytes go to the end of the last note that is there as a whole.
    private static long whole(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int signature = text.lastIndexOf(SIGNATURE); signature >= 0; ) {
            int end = text.indexOf("\n\n", signature + 1);
            if (end >= 0) return end + 2L;
            signature = text.lastIndexOf(SIGNATURE, signature - 1);
        }
        return 0;
    }

    /// Durable when it returns.
    void append(String note) {
        write(note + "\n");
    }

    private void write(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        boolean fresh = !Files.exists(path);
        try (FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file())) {
            // Shorter if the operator took the file away, longer if the last try failed in the middle.
            long end = Math.min(whole, channel.size());
            channel.truncate(end);
            channel.position(end);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
            if (fresh) OwnerOnly.syncName(path);
            whole = end + bytes.limit();
        } catch (IOException failed) {
            throw new LedgerUnavailable("The checkpoint could not be written to " + path.getFileName() + ".", failed);
        }
    }

    /// The newest checkpoint that this key signed.
    Optional<Checkpoint> newest(NoteKey verifier) {
        return Checkpoint.notes(text(path)).reversed().stream()
                .filter(verifier::signed)
                .findFirst()
                .map(Checkpoint::parse);
    }

    /// All checkpoints of a file, each with its place for messages; none if there is no such file.
    static List<LedgerAudit.Found> read(Path file) {
        List<LedgerAudit.Found> found = new ArrayList<>();
        for (String note : Checkpoint.notes(text(file))) {
            found.add(new LedgerAudit.Found("Checkpoint " + (found.size() + 1) + " of " + file.getFileName(), note));
        }
        return found;
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException failed) {
            throw new LedgerUnavailable("The checkpoints in " + file + " could not be read.", failed);
        }
    }
}
