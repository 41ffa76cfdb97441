package attune.store.projection;

import attune.model.event.ActId;
import attune.model.policy.Purpose;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The rings of [Histories] and what holds them together: each member's history, what others' walks meet of it, each
/// item's engagers, and how many members' rings hold an item. What is to be remembered is decided there.
// Whether two places share one ring is what is asked, not whether two rings hold the same.
@SuppressWarnings("ReferenceEquality")
final class Rings {
    private final int perMember;
    private final int perItem;
    private byte[] @Nullable [] histories = new byte[64][];
    /// What others' walks may meet of a member. The very same array as the history while nothing tells them apart,
    /// which for most members is always; whoever changes one of the two alone parts them first.
    private byte[] @Nullable [] likes = new byte[64][];

    private byte[] @Nullable [] engagers = new byte[64][];
    private int[] itemDegrees = new int[64];
    /// Members and items whose rings ever lost an engagement to their capacity.
    private final BitSet spilledMembers = new BitSet();

    private final BitSet spilledItems = new BitSet();

    Rings(int perMember, int perItem) {
        this.perMember = perMember;
        this.perItem = perItem;
    }

    /// Fresh ones of the same capacities.
    Rings another() {
        return new Rings(perMember, perItem);
    }

    /// What rings may hold of a member and an item before an act: any engagement, this one.
    record Known(boolean any, boolean act) {
        static final Known PERHAPS = new Known(true, true);
    }

    /// Keeps an engagement in the member's history, and lets others' walks meet it if it is shared.
    void remember(int member, int item, int act, long atMillis, long value, boolean shared, Known known) {
        reserve(member, item);
        if (shared && together(member)) {
            EngagementRing both = new EngagementRing(histories[member], perMember);
            share(both, member, item, act, atMillis, value, known);
            histories[member] = both.rows();
            likes[member] = both.rows();
            return;
        }
        part(member);
        EngagementRing history = new EngagementRing(histories[member], perMember);
        spilled(member, history.add(item, act, atMillis, value, known.act));
        histories[member] = history.rows();
        if (shared) share(member, item, act, atMillis, known);
    }

    /// Lets others' walks meet the engagement.
    void share(int member, int item, int act, long atMillis, Known known) {
        reserve(member, item);
        part(member);
        EngagementRing own = new EngagementRing(likes[member], perMember);
        share(own, member, item, act, atMillis, 1, known);
        likes[member] = own.rows();
    }

    private void share(EngagementRing own, int member, int item, int act, long atMillis, long value, Known known) {
        boolean held = known.any && own.holds(item);
        int left = own.add(item, act, atMillis, value, known.act);
        spilled(member, left);
        if (!held && (left >= 0 || left == EngagementRing.NOBODY)) itemDegrees[item]++;
        if (left >= 0 && left != item && !own.holds(left)) itemDegrees[left]--;
        EngagementRing theirs = new EngagementRing(engagers[item], perItem);
        if (EngagementRing.spilled(theirs.add(member, act, atMillis, 1, known.act))) spilledItems.set(item);
        engagers[item] = theirs.rows();
    }

    private void spilled(int member, int left) {
        if (EngagementRing.spilled(left)) spilledMembers.set(member);
    }

    /// Takes an engagement back from history and walks.
    void undo(int member, int item, int act) {
        if (member < histories.length) {
            part(member);
            history(member).remove(item, act);
        }
        hide(member, item, act);
    }

    /// Takes an engagement out of others' walks; the history keeps it.
    void hide(int member, int item, int act) {
        // The item's ring may still hold what the member's own has dropped.
        engagersOf(item).remove(member, act);
        if (member >= likes.length) return;
        part(member);
        EngagementRing own = own(member);
        if (!own.holds(item)) return;
        own.remove(item, act);
        if (!own.holds(item)) itemDegrees[item]--;
    }

    private void reserve(int member, int item) {
        histories = Growing.objects(histories, member);
        likes = Growing.objects(likes, member);
        engagers = Growing.objects(engagers, item);
        itemDegrees = Growing.ints(itemDegrees, item, 0);
    }

    /// Whether one array is both: while they would hold the same, it is kept once.
    private boolean together(int member) {
        return likes[member] == histories[member];
    }

    private void part(int member) {
        byte[] own = likes[member];
        if (own != null && together(member)) likes[member] = EngagementRing.withoutValues(own);
    }

    // Views for a moment: removing works in place, adding is followed by keeping the rows.

    EngagementRing history(int member) {
        return new EngagementRing(at(histories, member), perMember);
    }

    EngagementRing own(int member) {
        return new EngagementRing(at(likes, member), perMember);
    }

    EngagementRing engagersOf(int item) {
        return new EngagementRing(at(engagers, item), perItem);
    }

    private static byte @Nullable [] at(byte[] @Nullable [] rings, int owner) {
        return owner < rings.length ? rings[owner] : null;
    }

    int degree(int item) {
        return item < itemDegrees.length ? itemDegrees[item] : 0;
    }

    BitSet spilledMembers() {
        return spilledMembers;
    }

    BitSet spilledItems() {
        return spilledItems;
    }

    /// Empties the member's own rings; items' rings are another step.
    void dropOwn(int member) {
        spilledMembers.clear(member);
        if (member < histories.length) histories[member] = null;
        if (at(likes, member) == null) return;
        for (int item : own(member).distinctPartners()) itemDegrees[item]--;
        likes[member] = null;
    }

    void dropEngagers(int item, IntPredicate members) {
        engagersOf(item).removeIf(members);
    }

    void forgetItems(Erased erased) {
        for (int member = 0; member < histories.length; member++) {
            history(member).removeIf(erased::item);
            if (!together(member)) own(member).removeIf(erased::item);
        }
        for (int item : erased.itemNumbers()) {
            spilledItems.clear(item);
            if (item >= engagers.length) continue;
            engagers[item] = null;
            itemDegrees[item] = 0;
        }
    }

    /// Takes over the rings of these from histories that were folded again.
    void replace(Rings again, BitSet items, BitSet members) {
        items.stream().forEach(item -> {
            reserve(0, item);
            engagers[item] = at(again.engagers, item);
            spilledItems.set(item, again.spilledItems.get(item));
        });
        members.stream().forEach(member -> {
            reserve(member, 0);
            for (int item : own(member).distinctPartners()) itemDegrees[item]--;
            histories[member] = at(again.histories, member);
            likes[member] = at(again.likes, member);
            spilledMembers.set(member, again.spilledMembers.get(member));
            for (int item : own(member).distinctPartners()) {
                reserve(member, item);
                itemDegrees[item]++;
            }
        });
    }

    /// Most rings hold nothing that is old, and their first row tells.
    void expire(Expiry expiry) {
        long from = expiry.cutoffs().allActsUsedFrom(Purpose.PERSONALIZATION);
        EngagementRing.Test old =
                (partner, act, at) -> at < expiry.cutoffs().usedFrom(new ActId(act), Purpose.PERSONALIZATION);
        for (int member = expiry.from(); member < expiry.to(); member++) {
            if (!history(member).holdsBefore(from) && !own(member).holdsBefore(from)) continue;
            if (expiry.held().test(member)) continue;
            int[] before = own(member).distinctPartners();
            history(member).removeAll(old);
            // Where both are one array this finds nothing more to remove.
            own(member).removeAll(old);
            for (int item : before) if (!own(member).holds(item)) itemDegrees[item]--;
        }
        for (int item = expiry.from(); item < expiry.to(); item++) {
            EngagementRing ring = engagersOf(item);
            if (!ring.holdsBefore(from)) continue;
            ring.removeAll((member, act, at) -> !expiry.held().test(member) && old.of(member, act, at));
        }
    }

    void digest(Digest into) {
        digest(histories, true, into);
        digest(likes, false, into);
        digest(engagers, false, into);
        for (int item = 0; item < itemDegrees.length; item++) {
            if (itemDegrees[item] != 0) into.add(item).add(itemDegrees[item]);
        }
    }

    private static void digest(byte[] @Nullable [] rings, boolean values, Digest into) {
        for (int owner = 0; owner < rings.length; owner++) {
            EngagementRing ring = new EngagementRing(rings[owner], Integer.MAX_VALUE);
            if (ring.size() == 0) continue;
            into.add(owner);
            ring.digest(into, values);
        }
    }

    void save(ArrayWriter into) {
        int[] lengths = Growing.lengths(histories, EngagementRing::used);
        into.byteArrays(histories, lengths, lengths.length);
        int[] own = Growing.lengths(likes, EngagementRing::used);
        byte[] same = new byte[own.length];
        for (int member = 0; member < own.length; member++) {
            if (!EngagementRing.same(likes[member], at(histories, member))) continue;
            same[member] = 1;
            own[member] = ArrayWriter.ABSENT;
        }
        into.bytes(same, same.length).byteArrays(likes, own, own.length);
        int[] theirs = Growing.lengths(engagers, EngagementRing::used);
        into.byteArrays(engagers, theirs, theirs.length);
        into.ints(itemDegrees, Growing.used(itemDegrees, 0));
        for (BitSet spilled : List.of(spilledMembers, spilledItems)) {
            long[] words = spilled.toLongArray();
            into.longs(words, words.length);
        }
    }

    void load(ArrayReader from) {
        histories = from.byteArrays();
        byte[] same = from.bytes();
        likes = from.byteArrays();
        for (int member = 0; member < likes.length; member++) {
            if (same[member] == 1) likes[member] = histories[member];
        }
        engagers = from.byteArrays();
        itemDegrees = from.ints();
        for (BitSet spilled : List.of(spilledMembers, spilledItems)) {
            spilled.clear();
            spilled.or(BitSet.valueOf(from.longs()));
        }
        likes = Arrays.copyOf(likes, Math.max(likes.length, histories.length));
        histories = Arrays.copyOf(histories, likes.length);
    }
}
