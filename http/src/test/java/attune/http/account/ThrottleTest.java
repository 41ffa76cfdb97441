package attune.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final Throttle throttle = new Throttle(() -> now);

    @Test
    void each_failure_after_a_few_waits_twice_as_long() {
        for (int i = 0; i < Throttle.FREE_FOR_NAME; i++) {
            assertThat(throttle.enter("anna", "a")).isZero();
        }
        assertThat(throttle.enter("anna", "b")).as("from elsewhere, too").isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(throttle.enter("anna", "a")).isZero();
        assertThat(throttle.enter("anna", "a")).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 30; i++) {
            now = now.plus(throttle.enter("anna", "a"));
            throttle.enter("anna", "a");
        }
        assertThat(throttle.enter("anna", "a")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void success_forgives_the_name() {
        for (int i = 0; i < Throttle.FREE_FOR_NAME; i++) throttle.enter("anna", "a");
        throttle.succeeded("anna", "a");

        assertThat(throttle.enter("anna", "a")).isZero();
    }

    @Test
    void one_address_cannot_try_many_names() {
        for (int i = 0; i < Throttle.FREE_FOR_ADDRESS; i++) {
            assertThat(throttle.enter("name" + i, "a")).isZero();
        }

        assertThat(throttle.enter("another", "a")).isPositive();
        assertThat(throttle.enter("another", "b")).isZero();
    }
}
