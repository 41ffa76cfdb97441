package attune.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final long START = 1_764_000_000_000L;

    private long wall = START;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> Instant.ofEpochMilli(wall), () -> nanos);

    @Test
    void a_clock_that_runs_as_it_should_is_the_walls() {
        pass(Duration.ofHours(30));
        wall += 40_000;

        assertThat(clock.millis()).isEqualTo(wall);
    }

    @Test
    void a_jump_that_is_taken_back_within_ten_minutes_is_not_noticed() {
        for (long days : new long[] {400, -400}) {
            wall += Duration.ofDays(days).toMillis();
            long before = clock.millis();
            pass(Duration.ofMinutes(9));
            assertThat(clock.millis() - before).isEqualTo(Duration.ofMinutes(9).toMillis());

            wall -= Duration.ofDays(days).toMillis();

            assertThat(clock.millis()).isEqualTo(wall);
        }
    }

    @Test
    void a_jump_that_stays_is_followed_after_ten_minutes() {
        for (long days : new long[] {3, -7}) {
            wall += Duration.ofDays(days).toMillis();
            assertThat(clock.millis()).isNotEqualTo(wall);

            pass(Duration.ofMinutes(10));

            assertThat(clock.millis()).isEqualTo(wall);
        }
    }

    @Test
    void small_corrections_are_followed_at_once_and_never_add_up_to_a_jump() {
        for (int i = 0; i < 100; i++) {
            wall += 30_000;
            pass(Duration.ofMinutes(1));
            assertThat(clock.millis()).isEqualTo(wall);
        }
    }

    private void pass(Duration time) {
        wall += time.toMillis();
        nanos += time.toNanos();
    }
}
