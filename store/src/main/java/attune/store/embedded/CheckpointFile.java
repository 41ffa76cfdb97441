package attune.store.embedded;

import attune.store.ledger.Checkpoint;
import attune.store.ledger.LedgerUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Signed checkpoints of the ledger, one after another in a text file that only grows, for the operator to ship to a
/// place that whoever runs the node cannot reach. Each is followed by an empty line. Threads: one.
final class CheckpointFile {
    private final Path path;

    CheckpointFile(Path path) {
        this.path = path;
    }

    /// Durable when it returns.
    void append(String note) {
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OwnerOnly.file())) {
            channel.write(ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException failed) {
            throw new LedgerUnavailable("The checkpoint could not be written to " + path.getFileName() + ".", failed);
        }
    }

    /// How many entries the newest checkpoint covers, or 0.
    long covered() {
        List<String> notes = Checkpoint.notes(text(path));
        try {
            return notes.isEmpty() ? 0 : Checkpoint.parse(notes.getLast()).size();
        } catch (IllegalArgumentException torn) {
            return 0;
        }
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
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new LedgerUnavailable("The checkpoints in " + file + " could not be read.", failed);
        }
    }
}
