package attune.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import org.junit.jupiter.api.Test;

class EaseItemsTest {

    /// Members like {0, 1}, {0, 1, 2} and {0}: G = [[3, 2, 1], [2, 2, 1], [1, 1, 1]].
    private static final Likes LIKES = Likes.ofRows(3, new int[][] {{0, 1}, {0, 1, 2}, {0}});

    /// With two items the regression has one number each way: `B(i, j) = G(i, j) / (G(i, i) + ridge)`.
    @Test
    void two_items_are_the_textbook_ridge_regression() {
        Likes likes = Likes.ofRows(2, new int[][] {{0, 1}, {0, 1}, {0}});

        EaseItems items = EaseItems.fit(likes, new EaseItems.Rules(1, 0, 0), Ranges.ALONE);

        assertThat(items.weight(0, 1)).isCloseTo(2 / 4f, within(1e-6f));
        assertThat(items.weight(1, 0)).isCloseTo(2 / 3f, within(1e-6f));
        assertThat(items.weight(0, 0)).isZero();
    }

    /// The normal equations without the item itself: for item 2, (G + I) over items 0 and 1 is [[4, 2], [2, 3]],
    /// the
    /// right-hand side (1, 1), so the weights are (1/8, 2/8).
    @Test
    void three_items_solve_the_normal_equations_of_each() {
        EaseItems items = EaseItems.fit(LIKES, new EaseItems.Rules(1, 0, 0), Ranges.ALONE);

        assertThat(items.weight(0, 2)).isCloseTo(1 / 8f, within(1e-6f));
        assertThat(items.weight(1, 2)).isCloseTo(2 / 8f, within(1e-6f));
        float[] scores = new float[3];
        items.score(new int[] {0, 1}, scores);
        assertThat(scores[2]).isCloseTo(3 / 8f, within(1e-6f));
    }

    /// Dropout of a half doubles the diagonal: (G + G's diagonal + I) over items 0 and 1 is [[7, 2], [2, 5]].
    @Test
    void dropout_adds_the_diagonal() {
        EaseItems items = EaseItems.fit(LIKES, new EaseItems.Rules(1, 0.5, 0), Ranges.ALONE);

        assertThat(items.weight(0, 2)).isCloseTo(3 / 31f, within(1e-6f));
        assertThat(items.weight(1, 2)).isCloseTo(5 / 31f, within(1e-6f));
    }

    @Test
    void rules_out_of_range_are_refused() {
        assertThatThrownBy(() -> new EaseItems.Rules(0, 0, 0)).hasMessageContaining("ridge above 0");
        assertThatThrownBy(() -> new EaseItems.Rules(1, 1, 0)).hasMessageContaining("dropout");
    }
}
