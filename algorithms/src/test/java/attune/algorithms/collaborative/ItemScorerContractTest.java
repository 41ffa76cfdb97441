package attune.algorithms.collaborative;

import static org.assertj.core.api.Assertions.assertThat;

import attune.algorithms.factor.ImplicitRules;
import attune.algorithms.factor.ImplicitSquares;
import attune.algorithms.graph.LinearFilter;
import attune.algorithms.graph.LowPassItems;
import attune.algorithms.graph.RandomWalkItems;
import attune.algorithms.linear.EaseItems;
import attune.algorithms.linear.NeighborRidgeItems;
import attune.algorithms.neighbor.NeighborItems;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [ItemScorer] promises, and that each finds a planted taste.
class ItemScorerContractTest {

    private static final long SEED = 41;
    private static final int ITEMS = 40;

    /// Two tastes: members like eight of the first twenty items, or eight of the last twenty; item 39 nobody likes.
    private static final Likes LIKES = planted();

    record Named(String name, ItemScorer scorer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> scorers() {
        Ranges alone = Ranges.ALONE;
        ItemGraph walk = RandomWalkItems.fit(LIKES, new RandomWalkItems.Rules(0.8, 0.2, 20), alone);
        return Stream.of(
                new Named("walk", walk),
                new Named("linear", LinearFilter.fit(LIKES, 20, alone)),
                new Named(
                        "lowpass",
                        LowPassItems.fit(LIKES, new LowPassItems.Rules(4, 0.5, 4), new SplittableRandom(SEED), alone)),
                new Named("cosine", NeighborItems.cosine(LIKES, 2, 20, alone)),
                new Named("bm25", NeighborItems.bm25(LIKES, 1.2, 0.75, 20, alone)),
                new Named("ease", EaseItems.fit(LIKES, new EaseItems.Rules(10, 0.2, 0.5), alone)),
                new Named("ridge", NeighborRidgeItems.fit(LIKES, walk, 15, new EaseItems.Rules(5, 0, 0), alone)),
                new Named(
                        "als",
                        ImplicitSquares.fit(
                                LIKES, ImplicitRules.of(8, 0.1, 0.01, 6), new SplittableRandom(SEED), alone)));
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void a_planted_taste_is_found(Named named) {
        float[] first = scores(named.scorer(), 0, 1, 2);
        float[] second = scores(named.scorer(), 20, 21, 22);

        assertThat(mean(first, 3, 20)).isGreaterThan(mean(first, 20, 39));
        assertThat(mean(second, 23, 39)).isGreaterThan(mean(second, 0, 20));
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void scores_are_overwritten_numbers_and_the_same_each_time(Named named) {
        float[] scores = scores(named.scorer(), 4, 30);

        named.scorer().score(new int[] {4, 30}, scores);

        assertThat(scores).containsExactly(scores(named.scorer(), 4, 30));
        for (float score : scores) {
            assertThat(score).isNotNaN();
        }
        assertThat(named.scorer().items()).isEqualTo(ITEMS);
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void a_member_without_history_and_an_item_nobody_likes_score_nothing(Named named) {
        assertThat(scores(named.scorer())).containsOnly(0);
        assertThat(Math.abs(scores(named.scorer(), 20, 21)[39])).isLessThan(0.02f);
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void members_are_scored_by_their_rows(Named named) {
        float[] scores = new float[ITEMS];

        named.scorer().over(LIKES).score(3, scores);

        assertThat(scores).containsExactly(scores(named.scorer(), LIKES.of(3)));
    }

    private static float[] scores(ItemScorer scorer, int... history) {
        float[] scores = new float[ITEMS];
        scorer.score(history, scores);
        return scores;
    }

    private static double mean(float[] scores, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(item -> scores[item])
                .average()
                .orElseThrow();
    }

    private static Likes planted() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<int[]> rows = new ArrayList<>();
        for (int member = 0; member < 120; member++) {
            int from = member % 2 * 20;
            int to = Math.min(from + 20, 39);
            rows.add(random.ints(12, from, to).distinct().sorted().toArray());
        }
        return Likes.ofRows(ITEMS, rows.toArray(int[][]::new));
    }
}
