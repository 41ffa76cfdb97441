package attune.testkit.sample;

import attune.store.erasure.Erasure;
import attune.store.projection.Projection;
import attune.store.projection.State;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import attune.store.snapshot.Snapshots;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A whole community's store in memory, wired as the embedded one is.
public record MemoryStore(
        MemoryEventLog log, DirectoryFold directory, State state, MemoryBlobs blobs, MemoryKeys keys, Erasure erasure) {

    /// @param projections folded after the directory, which comes first
    public static MemoryStore open(InstantSource clock, List<? extends Projection> projections) {
        return open(clock, projections, Watch.NOBODY);
    }

    /// The same with somebody who looks at every event before it is written.
    public static MemoryStore open(InstantSource clock, List<? extends Projection> projections, Watch watch) {
        DirectoryFold directory = new DirectoryFold(1);
        List<Projection> all = new ArrayList<>();
        all.add(directory);
        all.addAll(projections);
        State state = new State(all);
        MemoryEventLog log = new MemoryEventLog(state, directory, watch, clock);
        MemoryBlobs blobs = new MemoryBlobs();
        MemoryKeys keys = new MemoryKeys();
        return new MemoryStore(
                log, directory, state, blobs, keys, new Erasure(log, log, log, state, keys, blobs, Snapshots.NONE));
    }
}
