package attune.store.embedded;

import attune.store.keys.Secrets;
import attune.store.projection.State;
import attune.store.snapshot.Snapshots;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// The embedded store's snapshots on any file system, for the simulation.
public final class SnapshotsOn {
    private final SnapshotFolder folder;

    public SnapshotsOn(Path folder, Secrets secrets, SecureRandom random) {
        this.folder = new SnapshotFolder(folder, secrets, random);
    }

    /// @param sequence of the snapshot loaded, or 0
    public record Loaded(long sequence, List<String> passedOver) {}

    public void save(State state, LongUnaryOperator mark) {
        folder.save(state, mark::applyAsLong);
    }

    public Loaded load(State state, long head, LongUnaryOperator mark) {
        SnapshotFolder.Loaded loaded = folder.load(state, head, mark::applyAsLong);
        return new Loaded(loaded.sequence(), loaded.passedOver());
    }

    public Snapshots all() {
        return folder;
    }
}
