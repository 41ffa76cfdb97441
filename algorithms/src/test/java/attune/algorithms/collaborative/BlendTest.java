package attune.algorithms.collaborative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlendTest {

    private static final MemberScorer SMALL = (member, scores) -> fill(scores, 1, -1);
    private static final MemberScorer LARGE = (member, scores) -> fill(scores, -1_000, 1_000);
    private static final MemberScorer EQUAL = (member, scores) -> fill(scores, 7, 7);

    @Test
    void parts_weigh_the_same_whatever_unit_they_count_in() {
        float[] scores = new float[2];

        new Blend(new MemberScorer[] {SMALL, LARGE}, new double[] {2, 1}).score(0, scores);

        assertThat(scores[0]).isCloseTo(1, within(1e-5f));
        assertThat(scores[1]).isCloseTo(-1, within(1e-5f));
    }

    @Test
    void scores_that_are_all_equal_and_parts_of_no_weight_add_nothing() {
        float[] scores = {9, 9};

        new Blend(new MemberScorer[] {SMALL, EQUAL, LARGE}, new double[] {1, 5, 0}).score(0, scores);

        assertThat(scores).containsExactly(1, -1);
        assertThatThrownBy(() -> new Blend(new MemberScorer[] {SMALL}, new double[0]))
                .hasMessageContaining("one weight per part");
    }

    @Test
    void popularity_counts_or_fades_by_half_lives() {
        float[] counted = new float[3];
        float[] faded = new float[3];

        PopularItems.counted(Likes.ofRows(3, new int[][] {{0, 1}, {0}})).score(new int[0], counted);
        PopularItems.decayed(3, new int[] {0, 0, 1}, new double[] {2, 4, 0}, 2).score(new int[0], faded);

        assertThat(counted).containsExactly(2, 1, 0);
        assertThat(faded[0]).isCloseTo(0.75f, within(1e-6f));
        assertThat(faded[1]).isEqualTo(1);
        assertThatThrownBy(() -> PopularItems.decayed(3, new int[1], new double[] {-1}, 2))
                .hasMessageContaining("age of like 0");
    }

    private static void fill(float[] scores, float first, float second) {
        scores[0] = first;
        scores[1] = second;
    }
}
