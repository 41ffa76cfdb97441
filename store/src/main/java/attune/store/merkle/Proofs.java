package attune.store.merkle;

import java.util.List;

/// Verifies proofs without the tree (RFC 9162, 2.1.3.2 and 2.1.4.2), by another way than [Tree] makes them: from the
/// leaf up by the bits of its index. Whoever audits needs this class and nothing else of ours.
public final class Proofs {
    private Proofs() {}

    /// Is this leaf in the tree of `size` leaves with this root?
    public static boolean includes(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) return false;
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : proof) {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last) {
                hash = Hash.node(beside, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Is the tree of `before` leaves the beginning of the tree of `after` leaves?
    public static boolean consistent(long before, Hash oldRoot, long after, Hash newRoot, List<Hash> proof) {
        if (before < 0 || before > after) return false;
        if (before == after) return proof.isEmpty() && oldRoot.equals(newRoot);
        if (before == 0) return proof.isEmpty() && oldRoot.equals(Hash.EMPTY);
        boolean oldRootLeads = Long.bitCount(before) == 1;
        if (proof.isEmpty() && !oldRootLeads) return false;
        Hash first = oldRootLeads ? oldRoot : proof.getFirst();
        long at = before - 1;
        long last = after - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        Hash old = first;
        Hash now = first;
        for (Hash beside : oldRootLeads ? proof : proof.subList(1, proof.size())) {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last) {
                old = Hash.node(beside, old);
                now = Hash.node(beside, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                now = Hash.node(now, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(oldRoot) && now.equals(newRoot);
    }
}
