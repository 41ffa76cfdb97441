package attune.algorithms.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {

    @Test
    void best_rows_are_the_head_of_a_stable_sort() {
        long seed = 6;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int n = random.nextInt(60);
            int k = random.nextInt(70);
            float[] scores = new float[n];
            for (int row = 0; row < n; row++) {
                scores[row] = random.nextInt(12) - 6;
            }
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -scores[row]))
                    .limit(k)
                    .mapToInt(Integer::intValue)
                    .toArray();

            assertThat(TopK.rows(scores, n, k))
                    .as("seed %d round %d", seed, round)
                    .containsExactly(expected);
        }
    }

    @Test
    void order_of_offers_does_not_matter_and_draining_empties() {
        TopK best = new TopK(2);
        best.offer(7, 1);
        best.offer(3, 1);
        best.offer(5, 1);

        assertThat(best.drain().ids()).containsExactly(3, 5);
        assertThat(best.drain().size()).isZero();
    }

    @Test
    void only_the_first_n_scores_are_read() {
        assertThat(TopK.rows(new float[] {1, 2, Float.NaN}, 2, 5)).containsExactly(1, 0);
    }

    @Test
    void NaN_is_refused_with_its_row() {
        assertThatThrownBy(() -> TopK.rows(new float[] {1, Float.NaN}, 2, 1)).hasMessageContaining("score of 1 is NaN");
        assertThatThrownBy(() -> new TopK(-1)).hasMessageContaining("-1");
    }
}
