package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.policy.Seal;
import attune.store.erasure.Expiring;
import attune.store.log.Expiration;
import attune.store.log.LogUnavailable;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.retention.Cutoffs;
import attune.store.retention.Retention;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A day's pass of retention that fails in the middle.
class ExpiringTest {
    private static final long START_MILLIS = 1_764_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final SharedProjections views = new SharedProjections(new Seal(), Capacity.USUAL);
    private final MemoryStore store = MemoryStore.open(new SteppingClock(START_MILLIS), views.all());
    private final Deque<Long> drops = new ArrayDeque<>();
    private final Expiration log = (cutoffs, held, anew) -> {
        long dropped = drops.pop();
        if (dropped < 0) throw new LogUnavailable("The disk is full.", true);
        return dropped;
    };
    private int deleted;
    private final Expiring expiring = new Expiring(log, store.state(), store.directory(), views.holds, () -> deleted++);

    @Test
    void a_pass_that_failed_is_done_again_the_same_day_and_one_that_was_done_is_not() {
        drops.addAll(List.of(-1L, 7L));

        assertThatThrownBy(() -> expiring.daily(day(0))).hasMessageContaining("disk is full");
        assertThat(expiring.daily(day(0))).hasValue(7);
        assertThat(expiring.daily(day(0))).isEmpty();
    }

    @Test
    void snapshots_go_with_dropped_facts_after_a_failure_and_with_the_first_pass_after_a_start() {
        store.log().appendNow(List.of(joined("ada")));
        drops.addAll(List.of(0L, 0L, 3L, -1L));

        expiring.daily(day(0));
        assertThat(deleted).as("a pass before the start may have been killed").isEqualTo(1);
        expiring.daily(day(1));
        assertThat(deleted).as("nothing was dropped").isEqualTo(1);
        expiring.daily(day(2));
        assertThat(deleted).as("facts were dropped").isEqualTo(2);
        assertThatThrownBy(() -> expiring.daily(day(3))).hasMessageContaining("disk is full");
        assertThat(deleted).as("some facts may have been dropped").isEqualTo(3);
    }

    private static Cutoffs day(int day) {
        return Retention.USUAL.at(START_MILLIS + day * DAY_MILLIS);
    }
}
