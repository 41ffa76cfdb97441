package attune.store.projection;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.EngagersView;
import attune.store.view.HistoriesView;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Recent engagement from both ends: a member's history, and an item's engagers. Only of members who
/// consent to personalization: a history begins with the consent and is gone with its withdrawal, from
/// other members' walks too.
///
/// Histories hold negative feedback; the engager graph holds positive engagement alone, and nothing that a
/// quarantine holds: that stays in the member's own history, and nobody walks over it.
// Whether two places share one ring is what is asked, not whether two rings hold the same.
@SuppressWarnings("ReferenceEquality")
public final class Histories implements Projection, HistoriesView, EngagersView {
    private final Seal seal;
    private final ActTable acts;
    private final Consents consents;
    private final Encounters encounters;
    private final Quarantines quarantines;
    private final int perMember;
    private final int perItem;
    private byte[] @Nullable [] histories = new byte[64][];
    /// What others' walks may meet of a member. The very same array as the history while nothing tells them
    /// apart, which for most members is always; whoever changes one of the two alone parts them first.
    private byte[] @Nullable [] likes = new byte[64][];

    private byte[] @Nullable [] engagers = new byte[64][];
    private int[] itemDegrees = new int[64];

    /// @param consents folded before this
    /// @param encounters folded after this, `quarantines` too
    /// @param perMember engagements remembered per member, `perItem` engagers per item
    public Histories(
            Seal seal,
            ActTable acts,
            Consents consents,
            Encounters encounters,
            Quarantines quarantines,
            int perMember,
            int perItem) {
        this.seal = seal;
        this.acts = acts;
        this.consents = consents;
        this.encounters = encounters;
        this.quarantines = quarantines;
        this.perMember = perMember;
        this.perItem = perItem;
    }

    @Override
    public String name() {
        return "histories";
    }

    @Override
    public void apply(Envelope envelope) {
        Quarantines.Turn turn = quarantines.turn(envelope);
        if (turn != null) turn(turn);
        switch (envelope.event()) {
            case Event.ConsentWithdrawn(MemberId member, Purpose purpose) -> {
                if (purpose == Purpose.PERSONALIZATION) drop(member.value());
            }
            case Event.ErasureAsked(MemberId member) -> drop(member.value());
            case Event.ActUndone(MemberId member, var item, ActId act) -> undo(member.value(), item.value(), act);
            case Event.OnItem onItem -> {
                ActId act = ActTable.actOf(onItem);
                if (act != null && consents.given(onItem.member().value(), Purpose.PERSONALIZATION)) {
                    add(onItem, act, envelope.eventMillis());
                }
            }
            default -> {}
        }
    }

    private void add(Event.OnItem event, ActId act, long atMillis) {
        int member = event.member().value();
        int item = event.item().value();
        Act.Polarity polarity = acts.act(act.value()).polarity();
        if (polarity == Act.Polarity.NEUTRAL) return;
        reserve(member, item);
        // Done again, an engagement has its latest time, and with it is held or not.
        EncounterTable met = encounters.of(member);
        long before = met.actMillis(item, act.bit());
        long done = Math.max(EncounterTable.wholeSecond(atMillis), before);
        // No ring holds what encounters do not (Retention sees to it), so what is new needs no search in any.
        Known known = new Known(met.acts(item) != 0, before >= 0);
        boolean shared = polarity == Act.Polarity.POSITIVE && !quarantines.holds(member, done);
        if (shared && together(member)) {
            EngagementRing both = new EngagementRing(histories[member], perMember);
            share(both, member, item, act.value(), atMillis, ActTable.valueOf(event), known);
            histories[member] = both.rows();
            likes[member] = both.rows();
            return;
        }
        part(member);
        EngagementRing history = new EngagementRing(histories[member], perMember);
        history.add(item, act.value(), atMillis, ActTable.valueOf(event), known.act);
        histories[member] = history.rows();
        if (shared) share(member, item, act.value(), atMillis, known);
        else if (polarity == Act.Polarity.POSITIVE) hide(member, item, act.value());
    }

    /// What rings may hold of a member and an item before an act: any engagement, this one.
    private record Known(boolean any, boolean act) {
        static final Known PERHAPS = new Known(true, true);
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

    /// Lets others' walks meet the engagement.
    private void share(int member, int item, int act, long atMillis, Known known) {
        part(member);
        EngagementRing own = new EngagementRing(likes[member], perMember);
        share(own, member, item, act, atMillis, 1, known);
        likes[member] = own.rows();
    }

    private void share(EngagementRing own, int member, int item, int act, long atMillis, long value, Known known) {
        boolean held = known.any && own.holds(item);
        int left = own.add(item, act, atMillis, value, known.act);
        if (!held && left != EngagementRing.NOT_TAKEN) itemDegrees[item]++;
        if (left >= 0 && left != item && !own.holds(left)) itemDegrees[left]--;
        EngagementRing theirs = new EngagementRing(engagers[item], perItem);
        theirs.add(member, act, atMillis, 1, known.act);
        engagers[item] = theirs.rows();
    }

    /// Takes out what is held from now on, and shares what is held no more, as far as the history remembers it.
    private void turn(Quarantines.Turn turn) {
        int member = turn.member();
        EncounterTable table = encounters.of(member);
        for (int item : table.sortedItems()) {
            for (long left = table.acts(item); left != 0; left &= left - 1) {
                long bit = Long.lowestOneBit(left);
                long done = table.actMillis(item, bit);
                if (turn.after().holds(done) && !turn.before().holds(done))
                    hide(member, item, Long.numberOfTrailingZeros(bit));
            }
        }
        EngagementRing history = history(member);
        for (int k = history.size() - 1; k >= 0; k--) {
            long done = table.actMillis(history.partner(k), 1L << history.act(k));
            if (acts.act(history.act(k)).polarity() != Act.Polarity.POSITIVE) continue;
            if (turn.before().holds(done) && !turn.after().holds(done)) {
                reserve(member, history.partner(k));
                share(member, history.partner(k), history.act(k), history.millis(k), Known.PERHAPS);
            }
        }
    }

    private void undo(int member, int item, ActId act) {
        if (member < histories.length) {
            part(member);
            history(member).remove(item, act.value());
        }
        hide(member, item, act.value());
    }

    private void hide(int member, int item, int act) {
        // The item's ring may still hold what the member's own has dropped.
        engagersOf(item).remove(member, act);
        if (member >= likes.length) return;
        part(member);
        EngagementRing own = own(member);
        if (!own.holds(item)) return;
        own.remove(item, act);
        if (!own.holds(item)) itemDegrees[item]--;
    }

    // Views for a moment: removing works in place, adding is followed by keeping the rows.

    private EngagementRing history(int member) {
        return new EngagementRing(at(histories, member), perMember);
    }

    private EngagementRing own(int member) {
        return new EngagementRing(at(likes, member), perMember);
    }

    private EngagementRing engagersOf(int item) {
        return new EngagementRing(at(engagers, item), perItem);
    }

    private static byte @Nullable [] at(byte[] @Nullable [] rings, int owner) {
        return owner < rings.length ? rings[owner] : null;
    }

    /// Takes the member out of every ring.
    private void drop(int member) {
        if (dropOwn(member)) dropEngagers(other -> other == member);
    }

    /// Says whether the member may stand in items' rings.
    private boolean dropOwn(int member) {
        if (member < histories.length) histories[member] = null;
        if (at(likes, member) == null) return false;
        for (int item : own(member).distinctPartners()) itemDegrees[item]--;
        likes[member] = null;
        return true;
    }

    private void dropEngagers(IntPredicate members) {
        for (byte[] ring : engagers) if (ring != null) new EngagementRing(ring, perItem).removeIf(members);
    }

    @Override
    public History of(Grant grant) {
        grant.demand(seal, Purpose.PERSONALIZATION);
        return new OwnHistory(history(grant.member().value()));
    }

    @Override
    public long ownActs(int member, int item) {
        return encounters.acts(member, item);
    }

    @Override
    public int engagers(int item) {
        return engagersOf(item).size();
    }

    @Override
    public int engager(int item, int index) {
        return engagersOf(item).partner(index);
    }

    @Override
    public int engagerAct(int item, int index) {
        return engagersOf(item).act(index);
    }

    @Override
    public long engagerMillis(int item, int index) {
        return engagersOf(item).millis(index);
    }

    @Override
    public int engagements(int member) {
        return own(member).size();
    }

    @Override
    public int engagement(int member, int index) {
        return own(member).partner(index);
    }

    @Override
    public int engagementAct(int member, int index) {
        return own(member).act(index);
    }

    @Override
    public long engagementMillis(int member, int index) {
        return own(member).millis(index);
    }

    @Override
    public int itemDegree(int item) {
        return item < itemDegrees.length ? itemDegrees[item] : 0;
    }

    @Override
    public int memberDegree(int member) {
        return engagements(member);
    }

    @Override
    public void expire(Expiry expiry) {
        EngagementRing.Test old =
                (partner, act, at) -> at < expiry.cutoffs().usedFrom(new ActId(act), Purpose.PERSONALIZATION);
        for (int member = expiry.from(); member < expiry.to(); member++) {
            if (expiry.held().test(member)) continue;
            int[] before = own(member).distinctPartners();
            history(member).removeAll(old);
            // Where both are one array this finds nothing more to remove.
            own(member).removeAll(old);
            for (int item : before) if (!own(member).holds(item)) itemDegrees[item]--;
        }
        for (int item = expiry.from(); item < expiry.to(); item++) {
            engagersOf(item).removeAll((member, act, at) -> !expiry.held().test(member) && old.of(member, act, at));
        }
    }

    @Override
    public void forget(Erased erased) {
        boolean engaged = false;
        for (int member : erased.memberNumbers()) engaged |= dropOwn(member);
        if (engaged) dropEngagers(erased::member);
        for (int member = 0; member < histories.length; member++) {
            history(member).removeIf(erased::item);
            if (!together(member)) own(member).removeIf(erased::item);
        }
        for (int item : erased.itemNumbers()) {
            if (item >= engagers.length) break;
            engagers[item] = null;
            itemDegrees[item] = 0;
        }
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        EngagementRing ring = history(member.value());
        for (int k = 0; k < ring.size(); k++) {
            into.item(
                    "engaged-" + acts.act(ring.act(k)).name(), ring.partner(k), (double) ring.value(k), ring.millis(k));
        }
    }

    @Override
    public void digest(Digest into) {
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

    @Override
    public int format() {
        return 2;
    }

    @Override
    public void save(ArrayWriter into) {
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
    }

    @Override
    public void load(ArrayReader from) {
        histories = from.byteArrays();
        byte[] same = from.bytes();
        likes = from.byteArrays();
        for (int member = 0; member < likes.length; member++) {
            if (same[member] == 1) likes[member] = histories[member];
        }
        engagers = from.byteArrays();
        itemDegrees = from.ints();
        likes = Arrays.copyOf(likes, Math.max(likes.length, histories.length));
        histories = Arrays.copyOf(histories, likes.length);
    }
}
