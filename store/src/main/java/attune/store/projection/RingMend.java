package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.log.Erased;
import java.util.BitSet;
import java.util.List;

/// Folds the rings of some items and members again: histories of their own, fed with the acts on these items and by
/// these members, and with every fact that decides whether an act counts. What was done in quarantine moves between a
/// member's history and items' rings, so members who ever were in one are folded whole.
final class RingMend implements Mend {
    private final Histories standing;
    private final Histories again;
    private final List<Projection> folded;
    private final BitSet items;
    private final BitSet members;
    private final BitSet whole;
    /// Placed in quarantine since this mend was begun.
    private final BitSet unexpected = new BitSet();

    /// @param quarantined whoever ever was in quarantine
    static RingMend of(Histories standing, BitSet items, BitSet members, BitSet quarantined) {
        ActTable acts = new ActTable();
        Consents consents = new Consents();
        Quarantines quarantines = new Quarantines();
        // Impressions are passed over.
        Encounters encounters = new Encounters(acts, 1);
        Histories again = standing.again(acts, consents, encounters, quarantines);
        List<Projection> folded = List.of(acts, consents, again, encounters, quarantines);
        return new RingMend(standing, again, folded, items, members, quarantined);
    }

    private RingMend(
            Histories standing,
            Histories again,
            List<Projection> folded,
            BitSet items,
            BitSet members,
            BitSet quarantined) {
        this.standing = standing;
        this.again = again;
        this.folded = folded;
        this.items = items;
        this.members = members;
        this.whole = (BitSet) members.clone();
        whole.or(quarantined);
    }

    @Override
    public void fold(Envelope envelope) {
        switch (envelope.event()) {
            case Event.Impressed _ -> {
                return;
            }
            case Event.OnItem act -> {
                if (!items.get(act.item().value()) && !whole.get(act.member().value())) return;
            }
            case Event.QuarantinePlaced placed -> {
                if (!whole.get(placed.member().value()))
                    unexpected.set(placed.member().value());
            }
            default -> {}
        }
        for (Projection projection : folded) projection.apply(envelope);
    }

    @Override
    public void forget(Erased erased) {
        for (Projection projection : folded) projection.forget(erased);
        for (int member : erased.memberNumbers()) unexpected.clear(member);
    }

    @Override
    public void expire(Expiry expiry) {
        for (Projection projection : folded) projection.expire(expiry);
    }

    @Override
    public boolean sound() {
        return unexpected.isEmpty();
    }

    @Override
    public void install() {
        standing.replace(again, items, members);
    }
}
