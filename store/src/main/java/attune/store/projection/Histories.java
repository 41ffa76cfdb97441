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
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Recent engagement from both ends: a member's history, and an item's engagers. Only of members who
/// consent to personalization: a history begins with the consent and is gone with its withdrawal, from
/// other members' walks too.
///
/// Histories hold negative feedback; the engager graph holds positive engagement alone, and nothing that a
/// quarantine holds: that stays in the member's own history, and nobody walks over it.
public final class Histories implements Projection, HistoriesView, EngagersView {
    private final Seal seal;
    private final ActTable acts;
    private final Consents consents;
    private final Encounters encounters;
    private final Quarantines quarantines;
    private final int perMember;
    private final int perItem;
    private @Nullable EngagementRing[] histories = new EngagementRing[64];
    private @Nullable EngagementRing[] likes = new EngagementRing[64];
    private @Nullable EngagementRing[] engagers = new EngagementRing[64];
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
        histories = Growing.objects(histories, member);
        ring(histories, member, perMember).add(item, act.value(), atMillis, ActTable.valueOf(event));
        if (polarity == Act.Polarity.NEGATIVE) return;
        // Done again, an engagement has its latest time, and with it is held or not.
        long done = Math.max(
                EncounterTable.wholeSecond(atMillis), encounters.of(member).actMillis(item, act.bit()));
        if (quarantines.holds(member, done)) hide(member, item, act.value());
        else share(member, item, act.value(), atMillis);
    }

    /// Lets others' walks meet the engagement.
    private void share(int member, int item, int act, long atMillis) {
        likes = Growing.objects(likes, member);
        engagers = Growing.objects(engagers, item);
        itemDegrees = Growing.ints(itemDegrees, item, 0);
        EngagementRing own = ring(likes, member, perMember);
        boolean held = own.holds(item);
        int left = own.add(item, act, atMillis, 1);
        if (!held && own.holds(item)) itemDegrees[item]++;
        if (left >= 0 && left != item && !own.holds(left)) itemDegrees[left]--;
        ring(engagers, item, perItem).add(member, act, atMillis, 1);
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
        EngagementRing history = at(histories, member);
        if (history == null) return;
        for (int k = history.size() - 1; k >= 0; k--) {
            long done = table.actMillis(history.partner(k), 1L << history.act(k));
            if (acts.act(history.act(k)).polarity() != Act.Polarity.POSITIVE) continue;
            if (turn.before().holds(done) && !turn.after().holds(done))
                share(member, history.partner(k), history.act(k), history.millis(k));
        }
    }

    private static EngagementRing ring(@Nullable EngagementRing[] rings, int owner, int capacity) {
        EngagementRing ring = rings[owner];
        if (ring == null) {
            ring = new EngagementRing(capacity);
            rings[owner] = ring;
        }
        return ring;
    }

    private void undo(int member, int item, ActId act) {
        EngagementRing history = at(histories, member);
        if (history != null) history.remove(item, act.value());
        hide(member, item, act.value());
    }

    private void hide(int member, int item, int act) {
        // The item's ring may still hold what the member's own has dropped.
        EngagementRing theirs = at(engagers, item);
        if (theirs != null) theirs.remove(member, act);
        EngagementRing own = at(likes, member);
        if (own == null || !own.holds(item)) return;
        own.remove(item, act);
        if (!own.holds(item)) itemDegrees[item]--;
    }

    private static int size(@Nullable EngagementRing[] rings, int owner) {
        EngagementRing ring = at(rings, owner);
        return ring == null ? 0 : ring.size();
    }

    private static @Nullable EngagementRing at(@Nullable EngagementRing[] rings, int owner) {
        return owner < rings.length ? rings[owner] : null;
    }

    /// Takes the member out of every ring.
    private void drop(int member) {
        if (dropOwn(member)) dropEngagers(other -> other == member);
    }

    /// Says whether the member may stand in items' rings.
    private boolean dropOwn(int member) {
        if (member < histories.length) histories[member] = null;
        EngagementRing own = at(likes, member);
        if (own == null) return false;
        for (int item : own.distinctPartners()) itemDegrees[item]--;
        likes[member] = null;
        return true;
    }

    private void dropEngagers(IntPredicate members) {
        for (EngagementRing ring : engagers) if (ring != null) ring.removeIf(members);
    }

    @Override
    public History of(Grant grant) {
        grant.demand(seal, Purpose.PERSONALIZATION);
        int member = grant.member().value();
        EngagementRing ring = at(histories, member);
        return new Own(ring == null ? new EngagementRing(perMember) : ring);
    }

    private record Own(EngagementRing ring) implements History {
        @Override
        public int size() {
            return ring.size();
        }

        @Override
        public int item(int index) {
            return ring.partner(index);
        }

        @Override
        public int act(int index) {
            return ring.act(index);
        }

        @Override
        public long millis(int index) {
            return ring.millis(index);
        }

        @Override
        public long value(int index) {
            return ring.value(index);
        }

        @Override
        public long actsOn(int item) {
            return ring.actsWith(item);
        }
    }

    @Override
    public long ownActs(int member, int item) {
        return encounters.acts(member, item);
    }

    @Override
    public int engagers(int item) {
        EngagementRing ring = at(engagers, item);
        return ring == null ? 0 : ring.size();
    }

    @Override
    public int engager(int item, int index) {
        return existing(engagers, item).partner(index);
    }

    @Override
    public int engagerAct(int item, int index) {
        return existing(engagers, item).act(index);
    }

    @Override
    public long engagerMillis(int item, int index) {
        return existing(engagers, item).millis(index);
    }

    @Override
    public int engagements(int member) {
        EngagementRing ring = at(likes, member);
        return ring == null ? 0 : ring.size();
    }

    @Override
    public int engagement(int member, int index) {
        return existing(likes, member).partner(index);
    }

    @Override
    public int engagementAct(int member, int index) {
        return existing(likes, member).act(index);
    }

    @Override
    public long engagementMillis(int member, int index) {
        return existing(likes, member).millis(index);
    }

    private static EngagementRing existing(@Nullable EngagementRing[] rings, int owner) {
        EngagementRing ring = at(rings, owner);
        if (ring == null) throw new IndexOutOfBoundsException("Nothing is held for " + owner + ".");
        return ring;
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
            EngagementRing history = at(histories, member);
            if (history != null) history.removeAll(old);
            EngagementRing own = at(likes, member);
            if (own == null) continue;
            int[] before = own.distinctPartners();
            own.removeAll(old);
            for (int item : before) if (!own.holds(item)) itemDegrees[item]--;
        }
        for (int item = expiry.from(); item < expiry.to(); item++) {
            EngagementRing ring = at(engagers, item);
            if (ring == null) continue;
            ring.removeAll((member, act, at) -> !expiry.held().test(member) && old.of(member, act, at));
        }
    }

    @Override
    public void forget(Erased erased) {
        boolean engaged = false;
        for (int member : erased.memberNumbers()) engaged |= dropOwn(member);
        if (engaged) dropEngagers(erased::member);
        for (EngagementRing ring : histories) if (ring != null) ring.removeIf(erased::item);
        for (EngagementRing ring : likes) if (ring != null) ring.removeIf(erased::item);
        for (int item : erased.itemNumbers()) {
            if (item >= engagers.length) break;
            engagers[item] = null;
            itemDegrees[item] = 0;
        }
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        EngagementRing ring = at(histories, member.value());
        if (ring == null) return;
        for (int k = 0; k < ring.size(); k++) {
            into.item(
                    "engaged-" + acts.act(ring.act(k)).name(), ring.partner(k), (double) ring.value(k), ring.millis(k));
        }
    }

    @Override
    public void digest(Digest into) {
        digest(histories, into);
        digest(likes, into);
        digest(engagers, into);
        for (int item = 0; item < itemDegrees.length; item++) {
            if (itemDegrees[item] != 0) into.add(item).add(itemDegrees[item]);
        }
    }

    private static void digest(@Nullable EngagementRing[] rings, Digest into) {
        for (int owner = 0; owner < rings.length; owner++) {
            EngagementRing ring = rings[owner];
            if (ring == null || ring.size() == 0) continue;
            into.add(owner);
            ring.digest(into);
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        save(histories, into);
        save(likes, into);
        save(engagers, into);
        into.ints(itemDegrees, Growing.used(itemDegrees, 0));
    }

    private static void save(@Nullable EngagementRing[] rings, ArrayWriter into) {
        int count = rings.length;
        while (count > 0 && size(rings, count - 1) == 0) count--;
        EngagementRing none = new EngagementRing(1);
        into.number(count);
        for (int owner = 0; owner < count; owner++) {
            EngagementRing ring = rings[owner];
            (ring == null ? none : ring).save(into);
        }
    }

    @Override
    public void load(ArrayReader from) {
        histories = load(from, perMember);
        likes = load(from, perMember);
        engagers = load(from, perItem);
        itemDegrees = from.ints();
    }

    private static @Nullable EngagementRing[] load(ArrayReader from, int capacity) {
        @Nullable EngagementRing[] rings = new EngagementRing[(int) from.number()];
        for (int owner = 0; owner < rings.length; owner++) {
            EngagementRing ring = new EngagementRing(capacity);
            ring.load(from);
            if (ring.size() > 0) rings[owner] = ring;
        }
        return rings;
    }
}
