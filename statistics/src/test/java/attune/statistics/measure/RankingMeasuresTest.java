package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingMeasuresTest {

    @Test
    void measures_of_a_small_ranking_are_those_worked_out_by_hand() {
        int[] ranks = Ranks.ofOrdered(new boolean[] {true, false, true, false, true, false});

        assertThat(ranks).containsExactly(1, 3, 5);
        assertThat(RankingMeasures.recall(ranks, 3)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(RankingMeasures.precision(ranks, 3)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(RankingMeasures.precision(ranks, 10)).isCloseTo(0.3, within(1e-12));
        assertThat(RankingMeasures.averagePrecision(ranks)).isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
        assertThat(RankingMeasures.reciprocalRank(new int[] {4, 9})).isEqualTo(0.25);
        assertThat(RankingMeasures.meanReciprocal(new int[] {2, 4})).isEqualTo(0.375);
        assertThat(RankingMeasures.hitRate(new int[] {4}, 3)).isZero();
        assertThat(RankingMeasures.hitRate(new int[] {4}, 4)).isEqualTo(1);
    }

    @Test
    void binary_ndcg_divides_by_the_best_order_that_fits() {
        double third = 1 / (Math.log(4) / Math.log(2));

        assertThat(RankingMeasures.ndcg(new int[] {1, 3}, 3))
                .isCloseTo((1 + third) / (1 + Math.log(2) / Math.log(3)), within(1e-12));
        assertThat(RankingMeasures.ndcg(new int[] {1, 2, 3, 4}, 2)).isEqualTo(1);
        assertThat(RankingMeasures.ndcg(new int[] {6}, 5)).isZero();
    }

    /// Grades 3, 2, 3, 0, 1, 2 in ranked order: the worked example found in most textbooks (DCG 6.861, ideal
    /// 7.141).
    @Test
    void graded_ndcg_is_the_textbook_example() {
        assertThat(RankingMeasures.ndcg(new double[] {3, 2, 3, 0, 1, 2}, 6)).isCloseTo(0.961, within(5e-4));
        assertThat(RankingMeasures.ndcg(new double[] {3, 2, 1}, 3)).isEqualTo(1);
        assertThat(RankingMeasures.ndcg(new double[3], 3)).isNaN();
    }

    @Test
    void graded_ndcg_with_gains_of_one_is_the_binary_one() {
        assertThat(RankingMeasures.ndcg(new double[] {0, 1, 0, 1, 0}, 3))
                .isCloseTo(RankingMeasures.ndcg(new int[] {2, 4}, 3), within(1e-12));
    }

    @Test
    void auc_counts_ties_half() {
        boolean[] relevant = {false, false, true, true};

        assertThat(RankingMeasures.auc(new float[] {.1f, .4f, .35f, .8f}, relevant))
                .isEqualTo(0.75);
        assertThat(RankingMeasures.auc(new float[] {1, 1, 1, 1}, relevant)).isEqualTo(0.5);
        assertThat(RankingMeasures.auc(new float[] {-0f, 0f, 0f, 1f}, relevant)).isEqualTo(0.75);
        assertThat(RankingMeasures.auc(new float[2], new boolean[2])).isNaN();
    }

    @Test
    void auc_equals_comparing_every_pair() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int n = 2 + random.nextInt(40);
            float[] scores = new float[n];
            boolean[] relevant = new boolean[n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(10) - 5;
                relevant[i] = i == 0 || (i > 1 && random.nextBoolean());
            }

            assertThat(RankingMeasures.auc(scores, relevant))
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(aucByPairs(scores, relevant), within(1e-12));
        }
    }

    @Test
    void full_ranking_skips_excluded_rows_and_breaks_ties_by_row() {
        float[] scores = {5, 4, 4, 3, 9};
        BitSet seen = new BitSet();
        seen.set(4);

        assertThat(Ranks.full(scores, seen, new int[] {2, 3})).containsExactly(3, 4);
        assertThat(Ranks.full(scores, seen, new int[] {4, 1})).containsExactly(2, Ranks.UNRANKED);
        assertThat(Ranks.ofScored(scores, new boolean[] {false, true, false, false, true}))
                .containsExactly(1, 3);
    }

    @Test
    void unranked_relevant_items_lower_recall_and_are_no_hits() {
        int[] ranks = {1, Ranks.UNRANKED};

        assertThat(RankingMeasures.recall(ranks, 100)).isEqualTo(0.5);
        assertThat(RankingMeasures.averagePrecision(ranks)).isEqualTo(0.5);
        assertThat(RankingMeasures.meanReciprocal(ranks)).isEqualTo(0.5);
    }

    @Test
    void nothing_relevant_is_undefined_and_NaN_scores_are_refused() {
        assertThat(RankingMeasures.recall(new int[0], 5)).isNaN();
        assertThat(RankingMeasures.ndcg(new int[0], 5)).isNaN();
        assertThatThrownBy(() -> Ranks.full(new float[] {1, Float.NaN}, new BitSet(), new int[] {0}))
                .hasMessageContaining("row 1 is NaN");
        assertThatThrownBy(() -> RankingMeasures.auc(new float[] {Float.NaN}, new boolean[1]))
                .hasMessageContaining("NaN");
    }

    private static double aucByPairs(float[] scores, boolean[] relevant) {
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (relevant[i] && !relevant[j]) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }
}
