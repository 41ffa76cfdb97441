package attune.store.merkle;

import java.util.ArrayList;
import java.util.List;

/// Roots and proofs of a tree that only grows, for any size it ever had (RFC 9162, 2.1.1, 2.1.3.1, 2.1.4.1). A range of
/// leaves is split at the largest power of two below its length, so its left part is a complete subtree; a root or a
/// proof reads O(log² n) of them at worst, and never all leaves.
public final class Tree {
    private final Subtrees subtrees;

    public Tree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /// The root over the first `size` leaves.
    public Hash root(long size) {
        return size == 0 ? Hash.EMPTY : range(0, size);
    }

    /// Shows that a leaf is in the tree of `size` leaves: the hashes beside its way to the root, lowest first.
    public List<Hash> inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("Leaf " + leaf + " is not in a tree of " + size + ".");
        }
        List<Hash> proof = new ArrayList<>();
        inclusion(leaf, 0, size, proof);
        return proof;
    }

    private void inclusion(long leaf, long from, long to, List<Hash> proof) {
        if (to - from == 1) return;
        long middle = from + split(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, proof);
            proof.add(range(middle, to));
        } else {
            inclusion(leaf, middle, to, proof);
            proof.add(range(from, middle));
        }
    }

    /// Shows that the tree of `before` leaves is the beginning of the tree of `after` leaves. Empty if the
    /// sizes are equal or `before` is 0: then there is nothing to show.
    public List<Hash> consistency(long before, long after) {
        if (before < 0 || before > after) {
            throw new IllegalArgumentException("A tree of " + before + " is no beginning of one of " + after + ".");
        }
        List<Hash> proof = new ArrayList<>();
        if (before > 0 && before < after) consistency(before, 0, after, true, proof);
        return proof;
    }

    /// @param whole whether the verifier knows the hash of this range already, being the root of the old tree
    private void consistency(long before, long from, long to, boolean whole, List<Hash> proof) {
        if (before == to) {
            if (!whole) proof.add(range(from, to));
            return;
        }
        long middle = from + split(to - from);
        if (before <= middle) {
            consistency(before, from, middle, whole, proof);
            proof.add(range(middle, to));
        } else {
            consistency(before, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    private Hash range(long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return subtrees.at(level, from >> level);
        }
        long middle = from + split(length);
        return Hash.node(range(from, middle), range(middle, to));
    }

    /// The largest power of two below a length of two or more.
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
