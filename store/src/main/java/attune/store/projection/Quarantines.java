package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.QuarantinesView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whose acts are held. Of each member at most one span of event time is: what lies in it is in [Encounters], for the
/// member, and nowhere else. So placing and releasing move what is counted by comparing times, and no copy of an act is
/// kept.
///
/// Folded after [Counts] and [Histories], which ask for the [Turn] an envelope is about to bring.
public final class Quarantines implements Projection, QuarantinesView {
    /// A person looked at a quarantine and left it standing; the rule that placed it stays its cause.
    public static final String CONFIRMED = "confirmed";
    /// A fact dated before a standing quarantine arrived during it; the rule that placed it stays its cause.
    public static final String EARLIER = "earlier";

    /// Of a quarantine in a snapshot.
    private static final int NUMBERS = 6;

    static final Span NOTHING = new Span(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Map<Integer, Quarantine> quarantines = new TreeMap<>();
    /// Members of whom something is held: the one question asked for every act.
    private final BitSet held = new BitSet();

    /// The event times that are held: `fromMillis` and later, before `untilMillis`; whole seconds, as
    /// encounters are kept.
    record Span(long fromMillis, long untilMillis) {
        boolean holds(long atMillis) {
            return fromMillis <= atMillis && atMillis < untilMillis;
        }
    }

    /// What an envelope changes about one member.
    record Turn(int member, Span before, Span after) {}

    @Override
    public String name() {
        return "quarantines";
    }

    /// What this envelope is about to change, or null.
    @Nullable
    Turn turn(Envelope envelope) {
        int member = switch (envelope.event()) {
            case Event.QuarantinePlaced placed -> placed.member().value();
            case Event.QuarantineReleased released -> released.member().value();
            default -> -1;
        };
        if (member < 0) return null;
        Quarantine after = next(envelope);
        return after == null ? null : new Turn(member, span(member), span(after));
    }

    private @Nullable Quarantine next(Envelope envelope) {
        return switch (envelope.event()) {
            case Event.QuarantinePlaced placed -> placed(placed, envelope.arrivalMillis());
            case Event.QuarantineReleased(MemberId member, boolean counted) ->
                released(quarantines.get(member.value()), counted, envelope);
            default -> null;
        };
    }

    /// Something held before stays held: a second quarantine reaches over the gap between the two.
    private Quarantine placed(Event.QuarantinePlaced event, long placedMillis) {
        Quarantine before = quarantines.get(event.member().value());
        long from = EncounterTable.wholeSecond(event.sinceMillis());
        if (before != null && holdsAnything(before)) from = Math.min(from, before.fromMillis());
        boolean confirmed = event.rule().equals(CONFIRMED);
        if (before != null && before.stands() && (confirmed || event.rule().equals(EARLIER))) {
            return new Quarantine(
                    before.rule(),
                    before.observed(),
                    before.limit(),
                    before.placedMillis(),
                    confirmed || before.confirmed(),
                    from,
                    Long.MAX_VALUE,
                    -1,
                    false);
        }
        return new Quarantine(
                event.rule(),
                event.observed(),
                event.limit(),
                placedMillis,
                confirmed,
                from,
                Long.MAX_VALUE,
                -1,
                false);
    }

    /// Acts dated before the release that arrive after it were done while it stood; so were those of its
    /// second, because encounters know no finer time.
    private static @Nullable Quarantine released(@Nullable Quarantine before, boolean counted, Envelope envelope) {
        if (before == null || !before.stands()) return null;
        return new Quarantine(
                before.rule(),
                before.observed(),
                before.limit(),
                before.placedMillis(),
                before.confirmed(),
                before.fromMillis(),
                EncounterTable.wholeSecond(envelope.eventMillis()) + 1_000,
                envelope.eventMillis(),
                counted);
    }

    private static boolean holdsAnything(Quarantine one) {
        return one.stands() || !one.counted();
    }

    private static Span span(Quarantine one) {
        return holdsAnything(one) ? new Span(one.fromMillis(), one.untilMillis()) : NOTHING;
    }

    Span span(int member) {
        if (!held.get(member)) return NOTHING;
        Quarantine one = quarantines.get(member);
        return one == null ? NOTHING : span(one);
    }

    @Override
    public void apply(Envelope envelope) {
        Turn turn = turn(envelope);
        Quarantine after = turn == null ? null : next(envelope);
        if (turn == null || after == null) return;
        quarantines.put(turn.member(), after);
        held.set(turn.member(), holdsAnything(after));
    }

    /// Whoever ever was in quarantine.
    BitSet everHeld() {
        BitSet ever = new BitSet();
        quarantines.keySet().forEach(ever::set);
        return ever;
    }

    @Override
    public boolean holds(int member, long atMillis) {
        return held.get(member) && span(member).holds(atMillis);
    }

    @Override
    public boolean touches(int member, long fromMillis, long toMillis) {
        if (!held.get(member)) return false;
        Span span = span(member);
        return span.fromMillis() <= toMillis && fromMillis < span.untilMillis();
    }

    @Override
    public Optional<Quarantine> of(int member) {
        return Optional.ofNullable(quarantines.get(member));
    }

    @Override
    public int[] everyone() {
        return quarantines.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] standing() {
        return quarantines.entrySet().stream()
                .filter(entry -> entry.getValue().stands())
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    @Override
    public void forget(Erased erased) {
        quarantines.keySet().removeIf(erased::member);
        for (int member : erased.memberNumbers()) held.clear(member);
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        Quarantine one = quarantines.get(member.value());
        if (one == null) return;
        into.text("quarantine", one.rule());
        into.number("quarantine-observed", (double) one.observed());
        into.number("quarantine-limit", (double) one.limit());
        into.number("quarantine-placed-millis", (double) one.placedMillis());
        into.number("quarantine-from-millis", (double) one.fromMillis());
        into.text("quarantine-confirmed", String.valueOf(one.confirmed()));
        if (one.stands()) return;
        into.number("quarantine-released-millis", (double) one.releasedMillis());
        into.text("quarantine-counted", String.valueOf(one.counted()));
    }

    @Override
    public void digest(Digest into) {
        quarantines.forEach((member, one) -> into.add(member)
                .add(one.rule())
                .add(one.observed())
                .add(one.limit())
                .add(one.placedMillis())
                .add(one.confirmed() ? 1 : 0)
                .add(one.fromMillis())
                .add(one.untilMillis())
                .add(one.releasedMillis())
                .add(one.counted() ? 1 : 0));
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        int count = quarantines.size();
        int[] members = new int[count];
        byte[] flags = new byte[count];
        long[] numbers = new long[NUMBERS * count];
        List<String> rules = new ArrayList<>(count);
        quarantines.forEach((member, one) -> {
            int k = rules.size();
            members[k] = member;
            flags[k] = (byte) ((one.confirmed() ? 1 : 0) | (one.counted() ? 2 : 0));
            long[] own = {
                one.observed(),
                one.limit(),
                one.placedMillis(),
                one.fromMillis(),
                one.untilMillis(),
                one.releasedMillis()
            };
            System.arraycopy(own, 0, numbers, NUMBERS * k, NUMBERS);
            rules.add(one.rule());
        });
        into.ints(members, count)
                .bytes(flags, count)
                .longs(numbers, numbers.length)
                .texts(rules);
    }

    @Override
    public void load(ArrayReader from) {
        int[] members = from.ints();
        byte[] flags = from.bytes();
        long[] numbers = from.longs();
        List<String> rules = from.texts();
        quarantines.clear();
        held.clear();
        for (int k = 0; k < members.length; k++) {
            int at = NUMBERS * k;
            Quarantine one = new Quarantine(
                    rules.get(k),
                    numbers[at],
                    numbers[at + 1],
                    numbers[at + 2],
                    (flags[k] & 1) != 0,
                    numbers[at + 3],
                    numbers[at + 4],
                    numbers[at + 5],
                    (flags[k] & 2) != 0);
            quarantines.put(members[k], one);
            held.set(members[k], holdsAnything(one));
        }
    }
}
