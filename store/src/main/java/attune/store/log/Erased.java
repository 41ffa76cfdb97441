package attune.store.log;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is being forgotten together, and which items go with them. Many members share one pass over state and files,
/// since a pass costs the same for one as for a thousand.
///
/// Immutable; any thread.
public final class Erased {
    public static final Erased NOBODY = new Erased(new BitSet(), new BitSet());

    private final BitSet members;
    private final BitSet items;

    private Erased(BitSet members, BitSet items) {
        this.members = members;
        this.items = items;
    }

    /// @param items dense numbers of all that the members published
    public static Erased of(BitSet members, BitSet items) {
        return new Erased((BitSet) members.clone(), (BitSet) items.clone());
    }

    public static Erased of(MemberId member, BitSet items) {
        BitSet one = new BitSet();
        one.set(member.value());
        return of(one, items);
    }

    public static Erased all(Collection<Erased> each) {
        BitSet members = new BitSet();
        BitSet items = new BitSet();
        for (Erased one : each) {
            members.or(one.members);
            items.or(one.items);
        }
        return new Erased(members, items);
    }

    /// Whether the member of this number is forgotten; no for −1.
    public boolean member(int member) {
        return member >= 0 && members.get(member);
    }

    public boolean names(MemberId member) {
        return members.get(member.value());
    }

    /// Whether the item of this number goes; no for −1.
    public boolean item(int item) {
        return item >= 0 && items.get(item);
    }

    public boolean takes(@Nullable ItemId item) {
        return item != null && items.get(item.value());
    }

    /// Ascending.
    public List<MemberId> members() {
        return members.stream().mapToObj(MemberId::new).toList();
    }

    /// Ascending dense numbers; a copy.
    public int[] memberNumbers() {
        return members.stream().toArray();
    }

    /// Ascending dense numbers; a copy.
    public int[] itemNumbers() {
        return items.stream().toArray();
    }

    public int itemCount() {
        return items.cardinality();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    @Override
    public String toString() {
        return "Erased[" + members.cardinality() + " members, " + items.cardinality() + " items]";
    }
}
