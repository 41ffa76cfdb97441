package attune.testkit.sample;

import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.log.Erased;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Blobs in memory, unsealed. Guarded by its own monitor.
public final class MemoryBlobs implements Blobs {
    private final Map<Name, Kept> blobs = new HashMap<>();
    private long puts;

    private record Name(String room, long id) {}

    private record Kept(Blob blob, long order) {}

    @Override
    public synchronized void put(Blob blob) {
        blobs.put(new Name(blob.room(), blob.id()), new Kept(blob, puts++));
    }

    @Override
    public synchronized Optional<byte[]> get(String room, long id) {
        Kept kept = blobs.get(new Name(room, id));
        return kept == null ? Optional.empty() : Optional.of(kept.blob.bytes().clone());
    }

    @Override
    public synchronized List<Listed> list(String room, @Nullable MemberId owner, int limit) {
        return blobs.values().stream()
                .filter(kept -> kept.blob.room().equals(room))
                .filter(kept -> owner == null || owner.equals(kept.blob.owner()))
                .sorted(Comparator.comparingLong((Kept kept) -> kept.blob.atMillis())
                        .thenComparingLong(kept -> kept.order)
                        .reversed())
                .limit(limit)
                .map(kept ->
                        new Listed(kept.blob.id(), kept.blob.owner(), kept.blob.atMillis(), kept.blob.bytes().length))
                .toList();
    }

    @Override
    public synchronized void delete(String room, long id) {
        blobs.remove(new Name(room, id));
    }

    @Override
    public synchronized int expire(String room, long beforeMillis, Set<MemberId> held) {
        return removeIf(blob -> blob.room().equals(room)
                && blob.atMillis() < beforeMillis
                && (blob.owner() == null || !held.contains(blob.owner())));
    }

    @Override
    public synchronized int forget(Erased erased) {
        return removeIf(blob -> (blob.owner() != null && erased.names(blob.owner()))
                || blob.namedMembers().stream().anyMatch(erased::names)
                || blob.namedItems().stream().anyMatch(erased::takes));
    }

    private int removeIf(Predicate<Blob> condition) {
        int before = blobs.size();
        blobs.values().removeIf(kept -> condition.test(kept.blob));
        return before - blobs.size();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
