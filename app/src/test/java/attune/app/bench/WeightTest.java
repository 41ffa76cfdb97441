package attune.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.projection.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the budget of memory goes by, held to what the heap really grows by.
class WeightTest {
    private static final int MEMBERS = 40_000;

    private long sequence;

    @Test
    @Tag("slow")
    void the_estimate_is_within_a_third_of_what_the_heap_grows_by() {
        Crowd crowd = new Crowd(MEMBERS, MEMBERS, 7, 0);
        long before = Meter.heapBytes();
        State state = new SharedProjections(new Seal(), Capacity.USUAL).state();
        fold(state, MEMBERS, Scale::joined);
        fold(state, MEMBERS, number -> new Event.ConsentGiven(new MemberId(number), Purpose.PERSONALIZATION, 1));
        fold(state, MEMBERS, number -> Scale.published(number, MEMBERS));
        fold(state, 20 * MEMBERS, crowd::act);
        long grown = Meter.heapBytes() - before;

        long estimate = Weight.of(state.projections());

        assertThat(estimate).isBetween((long) (0.67 * grown), (long) (1.33 * grown));
        assertThat(state.sequence()).isPositive();
        // What was there before the heap was measured is there still.
        assertThat(crowd.act(0)).isNotNull();
    }

    private void fold(State state, int count, IntFunction<Event> made) {
        List<Envelope> group = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            group.add(new Envelope(++sequence, 0, 0, Origin.of("bench"), made.apply(number)));
            if (group.size() < 1_024) continue;
            state.fold(group);
            group.clear();
        }
        state.fold(group);
    }
}
