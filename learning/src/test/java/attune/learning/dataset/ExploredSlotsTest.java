package attune.learning.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.learning.dataset.ExploredSlots.Slot;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.statistics.policy.PolicyValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExploredSlotsTest {
    private static final long HOUR = 3_600_000;
    private static final TraceId FIRST = new TraceId(1);
    private static final TraceId SECOND = new TraceId(2);
    /// Item 10 was ranked; 11 and 12 were drawn, one of four and one of two.
    private final Map<TraceId, Trace> traces = Map.of(
            FIRST, trace(FIRST, 5, row(10, 0, 1, false), row(11, 1, 0.25f, true)),
            SECOND, trace(SECOND, 6, row(12, 0, 0.5f, true)));

    private final ExploredSlots log = new ExploredSlots(id -> Optional.ofNullable(traces.get(id)), HOUR);
    private long sequence;

    @Test
    void only_slots_filled_by_chance_and_seen_by_their_viewer_are_rows() {
        impressed(5, 10, FIRST, 100);
        impressed(5, 11, FIRST, 200);
        impressed(5, 11, FIRST, 300);
        impressed(7, 12, SECOND, 400);
        impressed(5, 12, null, 500);
        impressed(5, 12, new TraceId(9), 600);

        assertThat(log.slots()).hasSize(1);
        Slot slot = log.slots().getFirst();
        assertThat(slot.row().item()).isEqualTo(11);
        assertThat(slot.row().propensity()).isEqualTo(0.25f);
        assertThat(slot.atMillis()).isEqualTo(200);
    }

    @Test
    void acts_within_the_horizon_are_the_outcome_unless_undone() {
        impressed(5, 11, FIRST, 0);
        impressed(6, 12, SECOND, 0);
        tell(new Event.Acted(new MemberId(5), new ItemId(11), Acts.LIKE.id(), 1, null), HOUR);
        tell(new Event.Acted(new MemberId(5), new ItemId(11), Acts.REPLY.id(), 1, null), HOUR + 1);
        tell(new Event.Acted(new MemberId(6), new ItemId(12), Acts.LIKE.id(), 1, null), 10);
        tell(new Event.ActUndone(new MemberId(6), new ItemId(12), Acts.LIKE.id()), 20);
        tell(new Event.Acted(new MemberId(6), new ItemId(11), Acts.LIKE.id(), 1, null), 30);

        assertThat(log.slots().get(0).acted()).isEqualTo(Acts.LIKE.id().bit());
        assertThat(log.slots().get(1).acted()).isZero();
    }

    /// By hand: a like in a slot of chance 1/4 that the target would fill so half of the time weighs 2, over two
    /// slots.
    @Test
    void another_policy_is_judged_by_the_logged_chances() {
        impressed(5, 11, FIRST, 0);
        impressed(6, 12, SECOND, 0);
        tell(new Event.Acted(new MemberId(5), new ItemId(11), Acts.LIKE.id(), 1, null), 10);
        List<Slot> slots = log.slots();

        var choices = ExploredSlots.judge(
                slots, slot -> 0.5, slot -> slot.followedBy(Acts.LIKE.id().bit()) ? 1 : 0);

        assertThat(PolicyValues.inversePropensity(choices).mean()).isCloseTo(1, within(1e-9));
        assertThat(PolicyValues.selfNormalized(choices).mean()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(ExploredSlots.groups(slots)).containsExactly(0, 1);
    }

    private void impressed(int member, int item, @Nullable TraceId trace, long atMillis) {
        tell(new Event.Impressed(new MemberId(member), new ItemId(item), trace, 0), atMillis);
    }

    private void tell(Event event, long atMillis) {
        log.accept(new Envelope(++sequence, atMillis, atMillis, Origin.of("test"), event));
    }

    private static Trace.Row row(int item, int position, float propensity, boolean exploration) {
        return new Trace.Row(item, position, List.of(), propensity, exploration, new double[0]);
    }

    private static Trace trace(TraceId id, int viewer, Trace.Row... rows) {
        return new Trace(
                id,
                "home",
                viewer,
                0,
                0,
                0,
                new Trace.Versions("p", "v", "m"),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(rows),
                List.of(),
                false,
                null);
    }
}
