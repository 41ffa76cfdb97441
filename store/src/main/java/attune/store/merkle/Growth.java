package attune.store.merkle;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: one complete subtree per bit of its size. Appending a leaf completes two subtrees
/// on average, log₂ n at most. Threads: one.
public final class Growth {
    private final List<Hash> edge = new ArrayList<>();
    private long size;

    /// The edge of an empty tree.
    public Growth() {}

    /// The edge of a tree that has `size` leaves already.
    public Growth(long size, Subtrees subtrees) {
        this.size = size;
        for (int level = 0; size >> level != 0; level++) {
            // The last complete subtree of a level is read even where it is the left half of a greater one.
            edge.add(subtrees.at(level, (size >> level) - 1));
        }
    }

    /// A subtree that an appended leaf completed.
    public record Completed(int level, long position, Hash hash) {}

    /// The subtrees that the leaf completes, itself first.
    public List<Completed> append(Hash leaf) {
        List<Completed> completed = new ArrayList<>(2);
        long position = size++;
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            completed.add(new Completed(level, position, hash));
            Hash left = level < edge.size() ? edge.get(level) : hash;
            if (level < edge.size()) edge.set(level, hash);
            else edge.add(hash);
            if ((position & 1) == 0) return completed;
            hash = Hash.node(left, hash);
            position >>= 1;
        }
    }

    /// The root over all leaves so far: the complete subtrees of the edge, joined from the right.
    public Hash root() {
        if (size == 0) return Hash.EMPTY;
        int level = Long.numberOfTrailingZeros(size);
        Hash root = edge.get(level);
        for (level++; level < edge.size(); level++) {
            if ((size >> level & 1) == 1) root = Hash.node(edge.get(level), root);
        }
        return root;
    }

    public long size() {
        return size;
    }
}
