package attune.store.merkle;

/// The hashes of complete subtrees: all that is ever needed of a tree, since every root and proof is made of them.
@FunctionalInterface
public interface Subtrees {
    /// The hash over the leaves `position · 2^level` to `(position + 1) · 2^level − 1`, all of which exist.
    ///
    /// @param level 0 for leaves
    Hash at(int level, long position);
}
