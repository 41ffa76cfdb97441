package attune.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventRateTest {
    private final AtomicLong seconds = new AtomicLong();
    private final EventRate rate = new EventRate(() -> 1_000_000_000L * seconds.get());

    @Test
    void nothing_came_in_before_anything_did() {
        assertThat(rate.perSecond(1)).isZero();
        assertThat(rate.byMinute()).hasSize(15).containsOnly(0);
    }

    @Test
    void a_minute_and_a_quarter_of_an_hour_are_told_apart() {
        for (int i = 0; i < 900; i++) {
            seconds.incrementAndGet();
            rate.add(i < 840 ? 1 : 4);
        }

        assertThat(rate.perSecond(1)).isEqualTo(4);
        assertThat(rate.perSecond(15)).isEqualTo((840 + 4 * 60) / 900.0);
        assertThat(rate.byMinute()).startsWith(60, 60).endsWith(60, 240);
    }

    @Test
    void what_is_older_than_a_quarter_of_an_hour_is_gone() {
        rate.add(1_000);
        seconds.addAndGet(899);
        assertThat(rate.byMinute()).startsWith(1_000);

        seconds.addAndGet(1);
        assertThat(rate.byMinute()).containsOnly(0);

        rate.add(5);
        seconds.addAndGet(10_000);
        assertThat(rate.byMinute()).containsOnly(0);
    }

    @Test
    void soon_after_the_start_the_time_since_then_counts() {
        rate.add(30);
        seconds.addAndGet(9);
        rate.add(20);

        assertThat(rate.perSecond(1)).isEqualTo(5);
    }
}
