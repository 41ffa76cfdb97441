package attune.house.fault.algorithms;

import attune.house.fault.model.item.Attic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks "pure functions" three times: a file, a thread, a noun.
final class Impure {
    long reads(Path path) throws IOException {
        return Files.size(path);
    }

    void waits() {
        Thread.onSpinWait();
    }

    Attic knows() {
        return new Attic();
    }
}
