package attune.learning.dataset;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.statistics.policy.LoggedChoices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Reads the log for what a community's own exploration says: slots that were filled by chance, had been on a screen,
/// and what the member did then. Only these rows can judge another policy; all others were certain to be where they
/// were, so nothing is known of what else would have come of it.
///
/// A slot's trace tells the chance of its item and the columns of all served rows, but not which other items were in
/// the draw. So a target policy can be judged whose chance for an item follows from that item's row and its trace.
public final class ExploredSlots {
    private final Function<TraceId, Optional<Trace>> traces;
    private final long horizonMillis;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Seen, Integer> seen = new HashMap<>();
    private final Map<Pair, Integer> newest = new HashMap<>();

    private record Seen(TraceId trace, int item) {}

    private record Pair(int member, int item) {}

    /// One impression of an explored slot.
    ///
    /// @param row the item's in its trace; `row.propensity()` is the chance with which it was drawn
    /// @param acted bits of the acts that followed within the horizon and were not undone
    public record Slot(int member, long atMillis, Trace trace, Trace.Row row, long acted) {
        public boolean followedBy(long actBit) {
            return (acted & actBit) != 0;
        }

        private Slot with(long acts) {
            return new Slot(member, atMillis, trace, row, acts);
        }
    }

    /// @param traces finds a trace while it is kept; impressions of others are left out
    /// @param horizonMillis acts later than this after the impression do not count as its outcome
    public ExploredSlots(Function<TraceId, Optional<Trace>> traces, long horizonMillis) {
        this.traces = traces;
        this.horizonMillis = horizonMillis;
    }

    /// Takes the next envelope of the log.
    public void accept(Envelope envelope) {
        switch (envelope.event()) {
            case Event.Impressed impressed -> impressed(impressed, envelope.eventMillis());
            case Event.Acted acted -> mark(acted, acted.act().bit(), envelope.eventMillis());
            case Event.ActUndone undone -> {
                Integer at = newest.get(pair(undone));
                if (at != null)
                    slots.set(
                            at,
                            slots.get(at)
                                    .with(slots.get(at).acted() & ~undone.act().bit()));
            }
            default -> {}
        }
    }

    /// A slot counts once, at its first impression.
    private void impressed(Event.Impressed impressed, long atMillis) {
        TraceId id = impressed.trace();
        if (id == null || seen.containsKey(new Seen(id, impressed.item().value()))) return;
        Trace trace = traces.apply(id).orElse(null);
        if (trace == null || trace.viewer() != impressed.member().value()) return;
        for (Trace.Row row : trace.rows()) {
            if (row.item() != impressed.item().value() || !row.exploration()) continue;
            seen.put(new Seen(id, row.item()), slots.size());
            newest.put(pair(impressed), slots.size());
            slots.add(new Slot(impressed.member().value(), atMillis, trace, row, 0));
        }
    }

    private void mark(Event.OnItem event, long actBit, long atMillis) {
        Integer at = newest.get(pair(event));
        if (at == null) return;
        Slot slot = slots.get(at);
        long delay = atMillis - slot.atMillis();
        if (delay >= 0 && delay <= horizonMillis) slots.set(at, slot.with(slot.acted() | actBit));
    }

    private static Pair pair(Event.OnItem event) {
        return new Pair(event.member().value(), event.item().value());
    }

    /// All slots so far, in the order of the log.
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    /// The slots as another policy weighs them.
    ///
    /// @param target the other policy's chance for the slot's item in that slot
    /// @param reward what the slot earned, such as its acts by their values
    public static LoggedChoices judge(List<Slot> slots, ToDoubleFunction<Slot> target, ToDoubleFunction<Slot> reward) {
        return new LoggedChoices(
                slots.stream().mapToDouble(reward).toArray(),
                slots.stream().mapToDouble(slot -> slot.row().propensity()).toArray(),
                slots.stream().mapToDouble(target).toArray());
    }

    /// For each slot the number of its member, from 0 in the order they first appear: slots of one member depend on
    /// each other, and intervals must know.
    public static int[] groups(List<Slot> slots) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return slots.stream()
                .mapToInt(slot -> numbers.computeIfAbsent(slot.member(), member -> numbers.size()))
                .toArray();
    }
}
