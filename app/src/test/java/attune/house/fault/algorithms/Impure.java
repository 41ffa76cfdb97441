package attune.house.fault.algorithms;

import attune.house.fault.model.item.Attic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Breaks "pure functions" three times: a file, a thread, a noun.
final class Impure {
    long reads(Path path) throws IOException {
        return Files.size(path);
    }

    void waits() throws InterruptedException {
        Thread.sleep(Duration.ZERO);
    }

    Attic knows() {
        return new Attic();
    }
}
