package attune.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A disposable file that turned out damaged. It is kept under another name for whoever wants to look at it, until the
/// next one takes its place or an erasure needs it gone.
final class SetAside {
    static final String ENDING = ".damaged";

    private final Path file;

    SetAside(Path file) {
        this.file = file;
    }

    Path kept() {
        return file.resolveSibling(file.getFileName() + ENDING);
    }

    /// Moves the file away, so that a new one can be made in its place. No connection may be open.
    void move() {
        try {
            if (Files.exists(file)) Files.move(file, kept(), StandardCopyOption.REPLACE_EXISTING);
            for (Path companion : companions()) Files.deleteIfExists(companion);
            OwnerOnly.syncName(file);
        } catch (IOException failed) {
            throw new StoreUnusable(
                    "The damaged file " + file.getFileName() + " could not be moved away. Maybe delete it by hand.",
                    failed);
        }
    }

    /// Deletes what an earlier [#move] kept.
    void drop() {
        try {
            Files.deleteIfExists(kept());
        } catch (IOException failed) {
            throw new StoreUnusable("The damaged file " + kept().getFileName() + " could not be deleted.", failed);
        }
    }

    private Path[] companions() {
        String name = String.valueOf(file.getFileName());
        return new Path[] {file.resolveSibling(name + "-wal"), file.resolveSibling(name + "-shm")};
    }
}
