package attune.statistics.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    /// Darwin's maize: heights of 15 crossed minus self-fertilized plants. Fisher, The Design of Experiments
    /// (1935), section 21, finds 1,726 of 32,768 sign patterns at least as extreme.
    private static final double[] MAIZE = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    @Test
    void darwins_maize_gives_fishers_exact_share() {
        assertThat(PairedComparison.signFlip(MAIZE, 0, new Random(1))).isEqualTo(1726 / 32768.0);
    }

    @Test
    void sampled_patterns_agree_with_the_exact_share() {
        double[] doubled = new double[20];
        System.arraycopy(MAIZE, 0, doubled, 0, 15);
        for (int i = 15; i < 20; i++) {
            doubled[i] = 1e-9;
        }

        assertThat(PairedComparison.signFlip(doubled, 40_000, new Random(2))).isCloseTo(1726 / 32768.0, within(0.004));
    }

    @Test
    void eight_wins_of_ten_are_not_yet_rare() {
        double[] differences = {1, 1, 1, 1, 1, 1, 1, 1, -1, -1, 0};

        assertThat(PairedComparison.sign(differences)).isCloseTo(0.109375, within(1e-12));
    }

    @Test
    void nothing_to_compare_is_no_evidence() {
        assertThat(PairedComparison.sign(new double[3])).isEqualTo(1);
        assertThat(PairedComparison.signFlip(new double[3], 100, new Random(1))).isEqualTo(1);
    }
}
