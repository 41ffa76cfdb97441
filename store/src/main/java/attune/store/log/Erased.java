package attune.store.log;

import attune.model.identity.MemberId;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// Who is being forgotten, and which items go with them.
///
/// @param items dense item number → was it published by this member?
/// @param itemCount how many items that is
public record Erased(MemberId member, IntPredicate items, int itemCount) {
    public static Erased of(MemberId member, BitSet items) {
        BitSet copy = (BitSet) items.clone();
        return new Erased(member, copy::get, copy.cardinality());
    }
}
