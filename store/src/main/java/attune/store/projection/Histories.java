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
import java.util.BitSet;
import java.util.Optional;

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
    private final Rings rings;

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
        this(seal, acts, consents, encounters, quarantines, new Rings(perMember, perItem));
    }

    private Histories(
            Seal seal, ActTable acts, Consents consents, Encounters encounters, Quarantines quarantines, Rings rings) {
        this.seal = seal;
        this.acts = acts;
        this.consents = consents;
        this.encounters = encounters;
        this.quarantines = quarantines;
        this.rings = rings;
    }

    /// Fresh ones as these are, that read other projections.
    Histories again(ActTable acts, Consents consents, Encounters encounters, Quarantines quarantines) {
        return new Histories(seal, acts, consents, encounters, quarantines, rings.another());
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
            case Event.ActUndone(MemberId member, var item, ActId act) ->
                rings.undo(member.value(), item.value(), act.value());
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
        // Done again, an engagement has its latest time, and with it is held or not.
        EncounterTable met = encounters.of(member);
        long before = met.actMillis(item, act.bit());
        long done = Math.max(EncounterTable.wholeSecond(atMillis), before);
        // No ring holds what encounters do not (Retention sees to it), so what is new needs no search in any.
        Rings.Known known = new Rings.Known(met.acts(item) != 0, before >= 0);
        boolean shared = polarity == Act.Polarity.POSITIVE && !quarantines.holds(member, done);
        rings.remember(member, item, act.value(), atMillis, ActTable.valueOf(event), shared, known);
        if (!shared && polarity == Act.Polarity.POSITIVE) rings.hide(member, item, act.value());
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
                    rings.hide(member, item, Long.numberOfTrailingZeros(bit));
            }
        }
        EngagementRing history = rings.history(member);
        for (int k = history.size() - 1; k >= 0; k--) {
            long done = table.actMillis(history.partner(k), 1L << history.act(k));
            if (acts.act(history.act(k)).polarity() != Act.Polarity.POSITIVE) continue;
            if (turn.before().holds(done) && !turn.after().holds(done)) {
                rings.share(member, history.partner(k), history.act(k), history.millis(k), Rings.Known.PERHAPS);
            }
        }
    }

    /// Takes the member out of every ring: items' rings hold nobody whose act encounters do not know.
    private void drop(int member) {
        rings.dropOwn(member);
        for (int item : encounters.of(member).sortedItems()) rings.dropEngagers(item, other -> other == member);
    }

    @Override
    public History of(Grant grant) {
        grant.demand(seal, Purpose.PERSONALIZATION);
        return new OwnHistory(rings.history(grant.member().value()));
    }

    @Override
    public long ownActs(int member, int item) {
        return encounters.acts(member, item);
    }

    @Override
    public int engagers(int item) {
        return rings.engagersOf(item).size();
    }

    @Override
    public int engager(int item, int index) {
        return rings.engagersOf(item).partner(index);
    }

    @Override
    public int engagerAct(int item, int index) {
        return rings.engagersOf(item).act(index);
    }

    @Override
    public long engagerMillis(int item, int index) {
        return rings.engagersOf(item).millis(index);
    }

    @Override
    public int engagements(int member) {
        return rings.own(member).size();
    }

    @Override
    public int engagement(int member, int index) {
        return rings.own(member).partner(index);
    }

    @Override
    public int engagementAct(int member, int index) {
        return rings.own(member).act(index);
    }

    @Override
    public long engagementMillis(int member, int index) {
        return rings.own(member).millis(index);
    }

    @Override
    public int itemDegree(int item) {
        return rings.degree(item);
    }

    @Override
    public int memberDegree(int member) {
        return engagements(member);
    }

    @Override
    public void expire(Expiry expiry) {
        rings.expire(expiry);
    }

    @Override
    public void forget(Erased erased) {
        BitSet met = new BitSet();
        for (int member : erased.memberNumbers()) {
            rings.dropOwn(member);
            for (int item : encounters.of(member).sortedItems()) met.set(item);
        }
        met.stream().forEach(item -> rings.dropEngagers(item, erased::member));
        if (erased.itemCount() > 0) rings.forgetItems(erased);
    }

    /// Rings that never lost anything lack nothing. What a member does in quarantine is in the member's history
    /// alone
    /// and comes from there into items' rings, so where such a history is mended, all of these are.
    @Override
    public Optional<Mend> mend(Touched touched) {
        BitSet items = touched.items();
        BitSet members = touched.members();
        BitSet quarantined = quarantines.everHeld();
        members.and(rings.spilledMembers());
        if (members.intersects(quarantined))
            items = (BitSet) rings.spilledItems().clone();
        else items.and(rings.spilledItems());
        if (items.isEmpty() && members.isEmpty()) return Optional.empty();
        return Optional.of(RingMend.of(this, items, members, quarantined));
    }

    /// Takes over the rings of these from histories that were folded again.
    void replace(Histories again, BitSet items, BitSet members) {
        rings.replace(again.rings, items, members);
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        EngagementRing ring = rings.history(member.value());
        for (int k = 0; k < ring.size(); k++) {
            into.item(
                    "engaged-" + acts.act(ring.act(k)).name(), ring.partner(k), (double) ring.value(k), ring.millis(k));
        }
    }

    @Override
    public void digest(Digest into) {
        rings.digest(into);
    }

    @Override
    public int format() {
        return 2;
    }

    @Override
    public void save(ArrayWriter into) {
        rings.save(into);
    }

    @Override
    public void load(ArrayReader from) {
        rings.load(from);
    }
}
