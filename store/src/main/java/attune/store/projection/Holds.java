package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.HoldsView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Legal holds and the erasures that wait for their end. A hold stands until a fact lifts it: the platform states that
/// fact when the time is over, so that two folds never differ by the clock.
public final class Holds implements Projection, HoldsView {
    private final TreeMap<Integer, Hold> holds = new TreeMap<>();
    private final TreeMap<Integer, Long> askedMillis = new TreeMap<>();

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.HoldPlaced(MemberId member, String reference, long untilMillis) ->
                holds.put(member.value(), new Hold(member, reference, envelope.eventMillis(), untilMillis));
            case Event.HoldLifted(MemberId member) -> holds.remove(member.value());
            case Event.ErasureAsked(MemberId member) -> askedMillis.putIfAbsent(member.value(), envelope.eventMillis());
            default -> {}
        }
    }

    @Override
    public boolean held(int member) {
        return holds.containsKey(member);
    }

    @Override
    public Optional<Hold> hold(int member) {
        return Optional.ofNullable(holds.get(member));
    }

    @Override
    public List<Hold> holds() {
        return List.copyOf(holds.values());
    }

    @Override
    public OptionalLong erasureAskedMillis(int member) {
        @Nullable Long asked = askedMillis.get(member);
        return asked == null ? OptionalLong.empty() : OptionalLong.of(asked);
    }

    @Override
    public List<MemberId> waitingForErasure() {
        return askedMillis.keySet().stream().map(MemberId::new).toList();
    }

    @Override
    public void forget(Erased erased) {
        holds.keySet().removeIf(erased::member);
        askedMillis.keySet().removeIf(erased::member);
    }

    /// The reference is not disclosed: it may point at proceedings that others have a right to keep closed.
    @Override
    public void disclose(MemberId member, Disclosure into) {
        Hold hold = holds.get(member.value());
        if (hold != null) into.number("held-until-millis", (double) hold.untilMillis());
        Long asked = askedMillis.get(member.value());
        if (asked != null) into.number("erasure-asked-millis", (double) asked);
    }

    @Override
    public void digest(Digest into) {
        holds.forEach((member, hold) ->
                into.add(member).add(hold.reference()).add(hold.sinceMillis()).add(hold.untilMillis()));
        askedMillis.forEach((member, asked) -> into.add(member).add(asked));
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        int[] members = holds.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] since = holds.values().stream().mapToLong(Hold::sinceMillis).toArray();
        long[] until = holds.values().stream().mapToLong(Hold::untilMillis).toArray();
        int[] asking = askedMillis.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] asked = askedMillis.values().stream().mapToLong(Long::longValue).toArray();
        into.ints(members, members.length)
                .longs(since, since.length)
                .longs(until, until.length)
                .ints(asking, asking.length)
                .longs(asked, asked.length)
                .texts(holds.values().stream().map(Hold::reference).toList());
    }

    @Override
    public void load(ArrayReader from) {
        int[] members = from.ints();
        long[] since = from.longs();
        long[] until = from.longs();
        int[] asking = from.ints();
        long[] asked = from.longs();
        List<String> references = from.texts();
        holds.clear();
        askedMillis.clear();
        for (int k = 0; k < members.length; k++) {
            holds.put(members[k], new Hold(new MemberId(members[k]), references.get(k), since[k], until[k]));
        }
        for (int k = 0; k < asking.length; k++) askedMillis.put(asking[k], asked[k]);
    }
}
