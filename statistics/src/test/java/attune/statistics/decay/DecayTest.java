package attune.statistics.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DecayTest {

    private static final long DAY = 86_400_000;
    private static final HalfLife HALF_LIFE = new HalfLife(DAY);

    @Test
    void half_is_left_after_a_half_life() {
        assertThat(HALF_LIFE.at(8, 0, DAY)).isCloseTo(4, within(1e-12));
        assertThat(HALF_LIFE.at(8, 0, 3 * DAY)).isCloseTo(1, within(1e-12));
        assertThat(HALF_LIFE.at(8, DAY, 0)).as("seen from before its time").isEqualTo(8);
    }

    @Test
    void order_of_arrival_does_not_matter() {
        long seed = 4;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] times = random.longs(20, 0, 40 * DAY).toArray();
            double forwards = 0;
            double backwards = 0;
            long forwardsAt = 0;
            long backwardsAt = 0;
            for (int i = 0; i < times.length; i++) {
                long last = times[times.length - 1 - i];
                forwards = HALF_LIFE.add(forwards, forwardsAt, 1, times[i]);
                forwardsAt = Math.max(forwardsAt, times[i]);
                backwards = HALF_LIFE.add(backwards, backwardsAt, 1, last);
                backwardsAt = Math.max(backwardsAt, last);
            }

            assertThat(forwards)
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(backwards, Percentage.withPercentage(1e-9));
            assertThat(forwardsAt).isEqualTo(backwardsAt);
        }
    }

    @Test
    void undo_with_the_original_time_leaves_nothing() {
        double once = HALF_LIFE.add(5, 10 * DAY, 1, 8 * DAY);

        assertThat(HALF_LIFE.add(once, 10 * DAY, -1, 8 * DAY)).isCloseTo(5, within(1e-12));
    }

    @Test
    void extreme_times_neither_overflow_nor_grow() {
        assertThat(HALF_LIFE.add(1, 0, 1, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(HALF_LIFE.add(1, Long.MAX_VALUE, 1, 0)).isEqualTo(1);
        assertThat(HalfLife.clampedMillis(Long.MAX_VALUE, 77)).isEqualTo(77);
        assertThat(HalfLife.clampedMillis(-5, 77)).isZero();
        assertThat(HalfLife.clampedMillis(50, 77)).isEqualTo(50);
    }

    @Test
    void forward_decay_tells_the_same_as_the_pair() {
        ForwardDecay forward = new ForwardDecay(HALF_LIFE, 3 * DAY);
        long[] times = {DAY, 9 * DAY, 2 * DAY, 30 * DAY + 12_345, 30 * DAY};
        double counter = 0;
        double value = 0;
        long atMillis = 0;
        for (long time : times) {
            counter += forward.weightOf(time);
            value = HALF_LIFE.add(value, atMillis, 1, time);
            atMillis = Math.max(atMillis, time);
        }

        long now = 33 * DAY;
        assertThat(forward.at(counter, now))
                .isCloseTo(HALF_LIFE.at(value, atMillis, now), Percentage.withPercentage(1e-9));
    }

    @Test
    void moving_the_landmark_changes_no_reading() {
        ForwardDecay forward = new ForwardDecay(HALF_LIFE, 0);
        long late = 500 * DAY + 999;
        double counter = forward.weightOf(late) + forward.weightOf(late - 3 * DAY);

        ForwardDecay moved = forward.movedTo(late);
        double rewritten = counter * forward.factorTo(moved);

        assertThat(moved.landmarkMillis()).isEqualTo(500 * DAY);
        assertThat(moved.at(rewritten, late)).isCloseTo(forward.at(counter, late), Percentage.withPercentage(1e-9));
        assertThat(moved.at(rewritten, late)).isCloseTo(1.125, within(1e-9));
    }

    @Test
    void landmark_must_move_before_a_counter_could_overflow() {
        ForwardDecay forward = new ForwardDecay(HALF_LIFE, 0);

        assertThat(forward.mustMove(500 * DAY)).isFalse();
        assertThat(forward.mustMove(600 * DAY)).isTrue();
        assertThatThrownBy(() -> forward.weightOf(600 * DAY)).hasMessageContaining("movedTo");
        assertThat(forward.factorTo(forward.movedTo(5_000 * DAY))).isZero();
        assertThat(forward.movedTo(-5 * DAY)).isEqualTo(forward);
    }

    @Test
    void half_life_must_be_positive() {
        assertThatThrownBy(() -> new HalfLife(0)).hasMessageContaining("positive");
    }
}
