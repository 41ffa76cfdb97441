package attune.algorithms.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImplicitSquaresTest {

    private static final long SEED = 13;

    /// Rows (1, 0), (0, 1), (1, 1), of which the last is liked, unobserved 0.5, ridge 1: the normal equations are
    /// `(0.5·[[2, 1], [1, 2]] + [[1, 1], [1, 1]] + 1)·x = (1, 1)`, so `x = (1/4.5, 1/4.5)`.
    @Test
    void a_row_solves_its_normal_equations() {
        float[] rows = {1, 0, 0, 1, 1, 1};
        float[] x = {0.3f, -0.4f};

        new RowSolver(2).solve(new float[] {1, 0.5f, 0.5f, 1}, rows, new int[] {2}, 0, 1, 1, x, 0, 2);

        assertThat(x[0]).isCloseTo(1 / 4.5f, within(1e-6f));
        assertThat(x[1]).isCloseTo(1 / 4.5f, within(1e-6f));
    }

    /// With as many factors as taste clusters, what the liked share is near the answer of the normal equations, the
    /// rest near 0.
    @Test
    void blocks_of_likes_are_learned_and_ranges_do_not_show() {
        int[][] rows = new int[30][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = member % 2 == 0 ? new int[] {0, 1, 2} : new int[] {3, 4};
        }
        Likes likes = Likes.ofRows(5, rows);
        ImplicitRules rules = new ImplicitRules(2, 0.3, 0.01, 0, 20, 3);
        Ranges cut = (count, work) -> {
            work.run(count / 2, count);
            work.run(0, count / 2);
        };

        FactorItems items = ImplicitSquares.fit(likes, rules, new SplittableRandom(SEED), Ranges.ALONE);
        float[] scores = new float[5];
        items.score(new int[] {0, 1}, scores);

        // Two likes pull to 1, three rows of the block to 0 with weight 0.3 each: 2 / (2 + 0.9).
        assertThat(scores[2]).isCloseTo(0.69f, within(0.03f));
        assertThat(Math.abs(scores[3])).isLessThan(0.1f);
        FactorItems again = ImplicitSquares.fit(likes, rules, new SplittableRandom(SEED), cut);
        assertThat(again.vector(4)).containsExactly(items.vector(4));
    }

    @Test
    void a_new_member_is_folded_in_like_one_who_was_there() {
        int[][] rows = new int[40][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = member % 2 == 0 ? new int[] {0, 1, 2} : new int[] {3, 4};
        }
        FactorItems items = ImplicitSquares.fit(
                Likes.ofRows(5, rows), ImplicitRules.of(4, 0.3, 0.01, 10), new SplittableRandom(SEED), Ranges.ALONE);

        float[] vector = items.foldIn(new int[] {3});

        assertThat(dot(vector, items.vector(4))).isGreaterThan(dot(vector, items.vector(0)));
    }

    @Test
    void pairwise_ranking_puts_what_was_liked_above_the_rest() {
        int[][] rows = new int[40][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = member % 2 == 0 ? new int[] {0, 1, 2} : new int[] {3, 4};
        }
        rows[0] = new int[] {0, 1};
        PairwiseRanking ranking = PairwiseRanking.fit(
                Likes.ofRows(5, rows), new PairwiseRanking.Rules(8, 0.05, 0.001, 80), new SplittableRandom(SEED));
        float[] scores = new float[5];

        ranking.score(0, scores);

        assertThat(scores[2]).isGreaterThan(scores[3]).isGreaterThan(scores[4]);
    }

    @Test
    void rules_out_of_range_are_refused() {
        assertThatThrownBy(() -> ImplicitRules.of(0, 0.1, 0.1, 1)).hasMessageContaining("factors");
        assertThatThrownBy(() -> ImplicitRules.of(8, 0, 0.1, 1)).hasMessageContaining("unobserved");
        assertThatThrownBy(() -> new PairwiseRanking.Rules(8, 0, 0, 1)).hasMessageContaining("rate above 0");
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
