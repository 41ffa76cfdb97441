package attune.store.blob;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opaque bytes beside the log: traces and artifacts. A blob with an owner is sealed under the owner's key; a blob that
/// names members or items leaves with any of them, since blobs are disposable by definition.
public interface Blobs extends AutoCloseable {
    /// The room of what was learned from many members at once. It names none of them, so no erasure leaves any of
    /// it.
    String LEARNED = "artifact";

    /// Writes soon, in order, without waiting for the disk: blobs can be rebuilt or done without.
    void put(Blob blob);

    Optional<byte[]> get(String room, long id);

    /// Newest first.
    List<Listed> list(String room, @Nullable MemberId owner, int limit);

    void delete(String room, long id);

    /// Deletes what is older than `beforeMillis`, but for what these members own; returns how many.
    int expire(String room, long beforeMillis, Set<MemberId> held);

    /// Deletes what the members own and what names one of them or their items; gone from the files on return.
    int forget(Erased erased);

    /// Waits until everything put so far can be read.
    void flush();

    @Override
    void close();

    /// @param room what it is, such as `trace` or `artifact`
    /// @param owner whose key seals it; null for blobs without personal data
    /// @param namedMembers others it names, beyond the owner
    record Blob(
            String room,
            long id,
            @Nullable MemberId owner,
            long atMillis,
            byte[] bytes,
            List<MemberId> namedMembers,
            List<ItemId> namedItems) {}

    record Listed(long id, @Nullable MemberId owner, long atMillis, int bytes) {}
}
