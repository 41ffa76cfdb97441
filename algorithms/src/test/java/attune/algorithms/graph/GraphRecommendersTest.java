package attune.algorithms.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.collaborative.Ranges;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraphRecommendersTest {

    /// Member 0 likes items 0 and 1; member 1 items 0, 1 and 2; member 2 item 0.
    private static final Likes LIKES = Likes.ofRows(3, new int[][] {{0, 1}, {0, 1, 2}, {0}});

    /// A plain walk from item 0: a third each to members 0, 1 and 2, then to item 1 with a half, a third, 0.
    @Test
    void a_plain_walk_is_the_product_of_its_steps() {
        ItemGraph graph = RandomWalkItems.fit(LIKES, new RandomWalkItems.Rules(1, 0, 10), Ranges.ALONE);

        assertThat(graph.weight(0, 1)).isCloseTo(1 / 3f * (1 / 2f + 1 / 3f), within(1e-6f));
        assertThat(graph.weight(2, 0)).isCloseTo(1 / 3f, within(1e-6f));
    }

    @Test
    void alpha_sharpens_steps_and_beta_divides_by_popularity() {
        ItemGraph graph = RandomWalkItems.fit(LIKES, new RandomWalkItems.Rules(2, 0.5, 10), Ranges.ALONE);

        assertThat(graph.weight(0, 1)).isCloseTo((float) ((1 / 4.0 + 1 / 9.0) / 9 / Math.sqrt(2)), within(1e-6f));
        assertThatThrownBy(() -> new RandomWalkItems.Rules(-1, 0, 10)).hasMessageContaining("exponents");
    }

    /// Items 0 and 1: `(1/2 + 1/3) / √(3 · 2)`.
    @Test
    void the_linear_filter_is_one_normalized_step_and_back() {
        ItemGraph graph = LinearFilter.fit(LIKES, 10, Ranges.ALONE);

        assertThat(graph.weight(0, 1)).isCloseTo((float) (5 / 6.0 / Math.sqrt(6)), within(1e-6f));
        assertThat(graph.weight(1, 0)).isEqualTo(graph.weight(0, 1));
    }

    /// The normalized likes of a connected graph have the eigenvalue 1 with the vector `√degree`, and a graph of
    /// two
    /// halves has it twice.
    @Test
    void the_lowest_frequency_is_the_root_of_degrees() {
        Spectrum spectrum = Spectrum.of(LIKES, 1, 8, new SplittableRandom(7), Ranges.ALONE);
        Spectrum halves = Spectrum.of(
                Likes.ofRows(4, new int[][] {{0, 1}, {0, 1}, {2, 3}, {2, 3}}),
                2,
                8,
                new SplittableRandom(7),
                Ranges.ALONE);

        assertThat(spectrum.values()[0]).isCloseTo(1, within(1e-4f));
        assertThat(Math.abs(spectrum.vectors()[0])).isCloseTo((float) Math.sqrt(3 / 6.0), within(1e-3f));
        assertThat(Math.abs(spectrum.vectors()[2])).isCloseTo((float) Math.sqrt(1 / 6.0), within(1e-3f));
        assertThat(halves.values()[0]).isCloseTo(1, within(1e-4f));
        assertThat(halves.values()[1]).isCloseTo(1, within(1e-4f));
    }

    /// Member 0 follows 1 and 2; item 0 is liked by both friends, item 2 by friend 1 alone.
    @Test
    void what_friends_like_is_heard_by_how_choosy_they_are() {
        int[][] friends = {{1, 2}, {}, {}};
        float[] scores = {9, 9, 9};

        FriendDiffusion.likes(LIKES, friends, 1).score(0, scores);

        assertThat(scores[0]).isCloseTo((float) ((1 / Math.sqrt(3) + 1) / 3), within(1e-6f));
        assertThat(scores[2]).isCloseTo((float) (1 / Math.sqrt(3)), within(1e-6f));
        FriendDiffusion.likes(LIKES, friends, 1).score(1, scores);
        assertThat(scores).containsOnly(0);
    }

    @Test
    void scores_diffuse_as_the_mean_over_friends() {
        MemberScorer own = (member, scores) -> scores[0] = member;
        float[] scores = {5};

        FriendDiffusion.scores(own, new int[][] {{1, 2}, {}, {}}).score(0, scores);

        assertThat(scores).containsExactly(1.5f);
    }
}
