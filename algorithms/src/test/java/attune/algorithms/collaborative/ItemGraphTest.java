package attune.algorithms.collaborative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemGraphTest {

    /// Member 0 likes items 0 and 1; member 1 items 0, 1 and 2; member 2 item 0.
    private static final Likes LIKES = Likes.ofRows(4, new int[][] {{0, 1}, {0, 1, 2}, {0}});

    @Test
    void edges_add_up_the_members_who_like_both() {
        ItemGraph graph = counted(LIKES, Integer.MAX_VALUE, Ranges.ALONE);

        assertThat(graph.weight(0, 1)).isEqualTo(2);
        assertThat(graph.weight(2, 0)).isEqualTo(1);
        assertThat(graph.weight(0, 0)).as("no edge to itself").isZero();
        assertThat(graph.weight(0, 3)).as("nobody likes item 3").isZero();
        assertThat(graph.edges()).isEqualTo(6);
    }

    @Test
    void a_score_is_the_sum_of_edges_from_the_history() {
        float[] scores = {9, 9, 9, 9};

        counted(LIKES, Integer.MAX_VALUE, Ranges.ALONE).score(new int[] {0, 1}, scores);

        assertThat(scores).containsExactly(2, 2, 2, 0);
    }

    @Test
    void only_the_heaviest_edges_are_kept_and_equal_ones_by_item() {
        ItemGraph graph = counted(LIKES, 1, Ranges.ALONE);

        assertThat(graph.nearest(0, 5)).containsExactly(1);
        assertThat(graph.nearest(2, 5)).containsExactly(0);
    }

    @Test
    void places_lead_into_a_dense_row() {
        float[] row = new float[4];

        counted(LIKES, Integer.MAX_VALUE, Ranges.ALONE).spread(0, new int[] {0, 2, 1, 0}, row, 1);

        assertThat(row).containsExactly(0, 1, 2, 0);
    }

    /// However work is cut, the graph is the same.
    @Test
    void ranges_do_not_show() {
        long seed = 3;
        Random random = new Random(seed);
        int[][] rows = new int[50][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = random.ints(12, 0, 30).distinct().toArray();
        }
        Likes likes = Likes.ofRows(30, rows);
        Ranges backwards = (count, work) -> {
            for (int at = count - 1; at >= 0; at--) {
                work.run(at, at + 1);
            }
        };

        ItemGraph whole = counted(likes, 7, Ranges.ALONE);
        ItemGraph cut = counted(likes, 7, backwards);

        for (int item = 0; item < 30; item++) {
            assertThat(cut.nearest(item, 7)).as("seed %d", seed).containsExactly(whole.nearest(item, 7));
        }
    }

    @Test
    void likes_are_checked_and_turned_round() {
        Likes likers = LIKES.transposed();

        assertThat(likers.of(0)).containsExactly(0, 1, 2);
        assertThat(likers.of(3)).isEmpty();
        assertThat(LIKES.popularity()).containsExactly(3, 2, 1, 0);
        assertThat(LIKES.degreesTo(-1)).containsExactly(1 / 2.0, 1 / 3.0, 1);
        assertThatThrownBy(() -> Likes.ofRows(2, new int[][] {{2}})).hasMessageContaining("item 2");
        assertThatThrownBy(() -> new Likes(2, new int[] {0, 3}, new int[] {1}))
                .hasMessageContaining("lead from 0 to 1");
    }

    private static ItemGraph counted(Likes likes, int most, Ranges ranges) {
        return ItemGraph.ofCoLikes(likes, likes.degreesTo(0), (item, other, together) -> together, most, ranges);
    }
}
