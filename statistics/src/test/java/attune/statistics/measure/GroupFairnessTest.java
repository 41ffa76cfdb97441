package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.statistics.inference.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupFairnessTest {

    private static final int[] A_FIRST = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    private static final double[] HALVES = {0.5, 0.5};

    @Test
    void exposure_of_the_top_and_the_bottom_half_of_ten() {
        double[] exposure = GroupFairness.exposure(A_FIRST, new int[] {5, 5});

        double all = exposure[0] + exposure[1];
        assertThat(exposure[0] / all).isCloseTo(0.6489, within(5e-5));
        assertThat(exposure[1] / all).isCloseTo(0.3511, within(5e-5));
        assertThat(GroupFairness.parityRatio(exposure)).isCloseTo(0.5410, within(5e-5));
    }

    @Test
    void ndkl_of_one_group_alone_and_of_taking_turns() {
        assertThat(GroupFairness.ndkl(new int[10], HALVES)).isCloseTo(0.693147, within(5e-7));
        assertThat(GroupFairness.ndkl(new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, HALVES))
                .isCloseTo(0.161664, within(5e-7));
    }

    @Test
    void skew_is_zero_where_the_share_is_as_wanted() {
        assertThat(GroupFairness.skew(A_FIRST, 0, 0.5, 10)).isCloseTo(0, within(1e-12));
        assertThat(GroupFairness.skew(A_FIRST, 0, 0.5, 5)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(GroupFairness.skew(A_FIRST, 1, 0.5, 5)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void who_is_twice_as_relevant_deserves_twice_the_exposure() {
        assertThat(GroupFairness.disparateTreatment(new double[] {2, 1}, new double[] {0.8, 0.4}, 0, 1))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void a_planted_gap_is_found_and_none_is_found_where_there_is_none() {
        SplittableRandom random = new SplittableRandom(5);
        double[] well = random.doubles(400, 0.2, 0.8).toArray();
        double[] alike = random.doubles(400, 0.2, 0.8).toArray();
        double[] worse = Arrays.stream(alike).map(value -> value - 0.1).toArray();

        Interval gap = GroupFairness.gap(well, worse, random);

        assertThat(gap.contains(0.1)).isTrue();
        assertThat(gap.isAbove(0)).isTrue();
        assertThat(GroupFairness.gap(well, alike, random).contains(0)).isTrue();
        assertThat(GroupFairness.permutationChance(well, worse, 500, random)).isLessThan(0.01);
        assertThat(GroupFairness.permutationChance(well, alike, 500, random)).isGreaterThan(0.05);
        assertThatThrownBy(() -> GroupFairness.gap(new double[1], well, random)).hasMessageContaining("two members");
    }
}
