package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PopularityTest {

    /// Of 16 members, so many had items 0 to 4; 20 acts in all.
    private static final int[] POPULARITY = {8, 8, 2, 1, 1};

    @Test
    void popularity_of_slates_and_its_lift_over_histories() {
        int[][] slates = {{0, 1}, {0, 2}, {}};

        assertThat(Popularity.meanOfSlates(slates, POPULARITY)).isEqualTo((8 + 5) / 2.0);
        assertThat(Popularity.lift(slates, new int[][] {{2, 2}, {0, 2}, {0}}, POPULARITY))
                .as("four times as popular, and equally so")
                .isEqualTo((3 + 0) / 2.0);
        assertThat(Popularity.meanOfSlates(new int[1][0], POPULARITY)).isNaN();
    }

    @Test
    void long_tail_is_what_lies_outside_the_head_of_acts() {
        BitSet tail = Popularity.longTail(POPULARITY, Popularity.USUAL_HEAD);

        assertThat(tail.stream().toArray()).containsExactly(2, 3, 4);
        assertThat(Popularity.tailShare(new int[][] {{0, 2}, {3, 4}}, tail)).isEqualTo(0.75);
        assertThat(Popularity.tailCount(new int[][] {{0, 2}, {3, 4}}, tail)).isEqualTo(1.5);
    }

    @Test
    void novelty_is_the_mean_information_in_bits() {
        assertThat(Popularity.novelty(new int[] {0, 2}, POPULARITY, 16)).isCloseTo((1 + 3) / 2.0, within(1e-12));
        assertThat(Popularity.novelty(new int[0], POPULARITY, 16)).isNaN();
    }

    /// Five items; item 4, popularity rank 5, stands first and is relevant: (5 − 1 − 0) / 5. Item 0, rank 1, stands
    /// second: not above what popularity expects.
    @Test
    void serendipity_counts_what_popularity_would_not_have_shown() {
        BitSet relevant = new BitSet();
        relevant.set(0);
        relevant.set(4);

        assertThat(Popularity.serendipity(new int[] {4, 0}, new int[] {1, 2, 3, 4, 5}, relevant, 2))
                .isCloseTo(0.4, within(1e-12));
        assertThat(Popularity.serendipity(new int[] {0, 1}, new int[] {1, 2, 3, 4, 5}, relevant, 2))
                .isZero();
    }

    @Test
    void arguments_out_of_range_are_refused() {
        assertThatThrownBy(() -> Popularity.longTail(POPULARITY, 1)).hasMessageContaining("head's share");
        assertThatThrownBy(() -> Popularity.lift(new int[2][1], new int[1][1], POPULARITY))
                .hasMessageContaining("one history per slate");
        assertThatThrownBy(() -> Popularity.novelty(new int[] {0}, POPULARITY, 0))
                .hasMessageContaining("members");
    }
}
