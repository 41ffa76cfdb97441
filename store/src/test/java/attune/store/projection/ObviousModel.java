package attune.store.projection;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// The shared projections as one would write them without a thought for speed: every answer is worked out anew
/// from sets and maps. The real ones are compared with it.
final class ObviousModel {
    record Pair(int from, int to) {}

    record Deed(int member, int item, int act) {}

    record Done(Deed deed, long millis, long order) {}

    final Set<Pair> follows = new HashSet<>();
    final Set<Pair> blocks = new HashSet<>();
    final Map<Deed, Long> acts = new HashMap<>();
    final Map<Pair, Long> seen = new HashMap<>();
    private final Map<Integer, Long> heldFrom = new HashMap<>();
    private final Map<Integer, Long> heldUntil = new HashMap<>();
    private final Set<Integer> consenting = new HashSet<>();
    private final Map<Deed, Done> remembered = new HashMap<>();

    void apply(Envelope envelope) {
        long at = envelope.eventMillis();
        switch (envelope.event()) {
            case Event.Followed(MemberId member, MemberId other) ->
                follows.add(new Pair(member.value(), other.value()));
            case Event.Unfollowed(MemberId member, MemberId other) ->
                follows.remove(new Pair(member.value(), other.value()));
            case Event.Blocked(MemberId member, MemberId other) -> {
                blocks.add(new Pair(member.value(), other.value()));
                follows.remove(new Pair(member.value(), other.value()));
                follows.remove(new Pair(other.value(), member.value()));
            }
            case Event.Unblocked(MemberId member, MemberId other) ->
                blocks.remove(new Pair(member.value(), other.value()));
            case Event.Impressed impressed ->
                seen.merge(new Pair(impressed.member().value(), impressed.item().value()), at / 1000 * 1000, Math::max);
            case Event.ConsentGiven given -> consenting.add(given.member().value());
            case Event.ConsentWithdrawn(MemberId member, Purpose purpose) -> {
                consenting.remove(member.value());
                remembered.keySet().removeIf(deed -> deed.member() == member.value());
            }
            case Event.Acted(MemberId member, ItemId item, ActId act, var value, var trace) ->
                act(member, item, act, envelope);
            case Event.Viewed(MemberId member, ItemId item) -> act(member, item, Acts.VIEW.id(), envelope);
            case Event.Purchased bought -> act(bought.member(), bought.item(), Acts.PURCHASE.id(), envelope);
            case Event.ActUndone(MemberId member, ItemId item, ActId act) -> {
                Deed deed = new Deed(member.value(), item.value(), act.value());
                acts.remove(deed);
                remembered.remove(deed);
            }
            case Event.QuarantinePlaced placed -> {
                heldFrom.merge(placed.member().value(), placed.sinceMillis() / 1000 * 1000, Math::min);
                heldUntil.remove(placed.member().value());
            }
            case Event.QuarantineReleased(MemberId member, boolean counted) -> {
                if (!heldFrom.containsKey(member.value()) || heldUntil.containsKey(member.value())) return;
                if (counted) heldFrom.remove(member.value());
                else heldUntil.put(member.value(), at / 1000 * 1000 + 1000);
            }
            default -> {}
        }
    }

    private boolean held(int member, long millis) {
        return millis >= heldFrom.getOrDefault(member, Long.MAX_VALUE)
                && millis < heldUntil.getOrDefault(member, Long.MAX_VALUE);
    }

    /// What counts for others: all that stands, but for what is held.
    private Map<Deed, Long> counted() {
        Map<Deed, Long> counted = new HashMap<>(acts);
        counted.entrySet().removeIf(done -> held(done.getKey().member(), done.getValue()));
        return counted;
    }

    private void act(MemberId member, ItemId item, ActId act, Envelope envelope) {
        Deed deed = new Deed(member.value(), item.value(), act.value());
        acts.merge(deed, envelope.eventMillis() / 1000 * 1000, Math::max);
        if (!consenting.contains(member.value()) || polarity(act.value()) == Act.Polarity.NEUTRAL) return;
        Done before = remembered.get(deed);
        if (before != null && before.millis() > envelope.eventMillis()) return;
        remembered.put(deed, new Done(deed, envelope.eventMillis(), envelope.sequence()));
    }

    static Act.Polarity polarity(int act) {
        return Acts.STANDARD.get(act).polarity();
    }

    int total(int item, int act) {
        return (int) counted().keySet().stream()
                .filter(deed -> deed.item() == item && deed.act() == act)
                .count();
    }

    /// Halves every `halfLifeMillis`, over the items for which the test holds.
    double decayed(IntPredicate items, Act.Polarity polarity, double halfLifeMillis, long nowMillis) {
        double sum = 0;
        for (var done : counted().entrySet()) {
            if (!items.test(done.getKey().item()) || polarity(done.getKey().act()) != polarity) continue;
            sum += Math.pow(0.5, (double) (nowMillis - done.getValue()) / halfLifeMillis);
        }
        return sum;
    }

    double impressionsDecayed(int item, double halfLifeMillis, long nowMillis) {
        double sum = 0;
        for (var once : seen.entrySet()) {
            if (once.getKey().to() == item && !held(once.getKey().from(), once.getValue()))
                sum += Math.pow(0.5, (double) (nowMillis - once.getValue()) / halfLifeMillis);
        }
        return sum;
    }

    /// Newest first.
    List<Done> history(int member) {
        List<Done> own = new ArrayList<>(remembered.values());
        own.removeIf(done -> done.deed().member() != member);
        own.sort(Comparator.comparingLong(Done::millis)
                .thenComparingLong(Done::order)
                .reversed());
        return own;
    }

    Set<Integer> engagers(int item) {
        Set<Integer> members = new HashSet<>();
        Map<Deed, Long> counted = counted();
        for (Deed deed : remembered.keySet()) {
            if (!counted.containsKey(deed)) continue;
            if (deed.item() == item && polarity(deed.act()) == Act.Polarity.POSITIVE) members.add(deed.member());
        }
        return members;
    }
}
