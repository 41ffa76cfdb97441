package attune.store.ledger;

import attune.store.merkle.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ledger of one community: entries in order, each a leaf of a Merkle tree, never changed and never removed.
///
/// Threads: any. Entries that arrive while others are being synced share the next sync.
public interface Ledger {
    /// Returns the entry's number, counted from 0, once it is on disk. If it cannot be written this throws
    /// [LedgerUnavailable], and what was to be recorded must not be done.
    default long append(Entry entry) {
        return append(List.of(entry));
    }

    /// The same for several that stand or fall together; returns the number of the first. They share one sync.
    long append(List<Entry> entries);

    /// How many entries there are.
    long size();

    /// Entries from number `from` on, in order.
    List<Recorded> entries(long from, int limit);

    /// The root over the first `size` entries.
    Hash root(long size);

    /// Shows that an entry is among the first `size`.
    List<Hash> inclusion(long entry, long size);

    /// Shows that the first `before` entries are the beginning of the first `after`.
    List<Hash> consistency(long before, long after);

    /// The size and root as they are now, signed (the text form of C2SP's checkpoints).
    String checkpoint();

    /// Keeps the checkpoint of now where the operator can ship it from. Called once in a while.
    void publish();

    /// The key that verifies checkpoints, in the text form of C2SP's signed notes.
    String verifierKey();

    /// An entry as it stands in the ledger.
    ///
    /// @param number counted from 0
    /// @param leaf the hash that stands in the tree
    /// @param sealed the bytes the hash is over, as kept: they prove the entry without telling it
    /// @param entry null if its subject was erased: the proof remains, the content is unreadable
    record Recorded(
            long number, Hash leaf, byte[] sealed, @Nullable Entry entry) {}
}
