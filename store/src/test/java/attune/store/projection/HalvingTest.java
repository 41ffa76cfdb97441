package attune.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalvingTest {
    private static final int[] HALF_LIVES = {1, 7, 1_023, 1_024, 21_600, 1_209_600};

    @Test
    void it_is_the_power_to_the_last_bits() {
        SplittableRandom random = new SplittableRandom(5);
        for (int halfLife : HALF_LIVES) {
            Halving halving = new Halving(halfLife);
            for (int k = 0; k < 20_000; k++) {
                long seconds = random.nextLong(1_000L * halfLife);
                double power = Math.pow(0.5, (double) seconds / halfLife);
                assertThat(halving.after(seconds))
                        .as("%d s, half-life %d s", seconds, halfLife)
                        .isCloseTo(power, within(1e-12 * power));
            }
        }
    }

    @Test
    void halves_are_exact() {
        Halving halving = new Halving(21_600);

        assertThat(halving.after(0)).isEqualTo(1);
        assertThat(halving.after(21_600)).isEqualTo(0.5);
        assertThat(halving.after(10 * 21_600L)).isEqualTo(0x1p-10);
        assertThat(halving.afterMillis(21_600_000L)).isEqualTo(0.5);
    }

    @Test
    void in_the_end_nothing_is_left() {
        assertThat(new Halving(1).after(Integer.MAX_VALUE)).isZero();
        assertThat(new Halving(1_209_600).after(Long.MAX_VALUE / 2)).isZero();
    }
}
