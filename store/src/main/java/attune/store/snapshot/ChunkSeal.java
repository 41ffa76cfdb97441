package attune.store.snapshot;

/// Seals the chunks of a snapshot that hold texts and names, and opens them again. The number of the chunk is bound to
/// it, so that chunks cannot change places.
public interface ChunkSeal {
    byte[] seal(long number, byte[] plain);

    /// Throws [SnapshotMisfit] if the bytes were not sealed here, or not as this chunk.
    byte[] open(long number, byte[] sealed);
}
