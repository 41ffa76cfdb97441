package attune.store.snapshot;

/// All snapshots of a community, for who must be sure that none is left.
@FunctionalInterface
public interface Snapshots {
    /// For stores that keep none.
    Snapshots NONE = () -> {};

    /// Deletes every snapshot, one being written included. Durable when it returns. An erasure calls it after all
    /// projections forgot and before it reports done, so that no snapshot holds whom the state no longer knows.
    void deleteAll();
}
