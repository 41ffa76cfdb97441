package attune.algorithms.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineItemsTest {

    /// Member 0 likes items 0 and 1; member 1 items 0, 1 and 2; member 2 item 0.
    private static final int[] STARTS = {0, 2, 5, 6};
    private static final int[] LIKES = {0, 1, 0, 1, 2, 0};

    @Test
    void similarity_is_the_cosine_of_the_columns() {
        CosineItems items = CosineItems.fit(4, STARTS, LIKES, 0, Integer.MAX_VALUE);

        assertThat(items.similarity(0, 1)).isCloseTo((float) (2 / Math.sqrt(6)), within(1e-6f));
        assertThat(items.similarity(1, 0)).isEqualTo(items.similarity(0, 1));
        assertThat(items.similarity(2, 0)).isCloseTo((float) (1 / Math.sqrt(3)), within(1e-6f));
        assertThat(items.similarity(1, 2)).isCloseTo((float) (1 / Math.sqrt(2)), within(1e-6f));
        assertThat(items.similarity(0, 0))
                .as("an item is no neighbour of itself")
                .isZero();
        assertThat(items.similarity(3, 0)).as("nobody likes item 3").isZero();
    }

    @Test
    void shrinkage_draws_little_evidence_to_zero() {
        CosineItems items = CosineItems.fit(4, STARTS, LIKES, 1, Integer.MAX_VALUE);

        assertThat(items.similarity(0, 1)).isCloseTo((float) (2 / (Math.sqrt(6) + 1)), within(1e-6f));
    }

    @Test
    void score_is_the_sum_over_the_history() {
        CosineItems items = CosineItems.fit(4, STARTS, LIKES, 0, Integer.MAX_VALUE);
        float[] scores = {9, 9, 9, 9};

        items.score(new int[] {0, 1}, scores);

        assertThat(scores[2]).isCloseTo((float) (1 / Math.sqrt(3) + 1 / Math.sqrt(2)), within(1e-6f));
        assertThat(scores[3]).isZero();
    }

    @Test
    void only_the_nearest_neighbours_are_kept() {
        CosineItems items = CosineItems.fit(4, STARTS, LIKES, 0, 1);

        assertThat(items.similarity(0, 1)).isPositive();
        assertThat(items.similarity(0, 2)).isZero();
        assertThat(items.items()).isEqualTo(4);
    }
}
