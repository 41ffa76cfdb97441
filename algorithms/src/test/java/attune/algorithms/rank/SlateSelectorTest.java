package attune.algorithms.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlateSelectorTest {

    private static final SlateRules AUTHORS_ONLY = new SlateRules(0.5, 0.25, 1, 1, 1);

    @Test
    void author_repeats_are_worth_the_published_shares() {
        Ranked slate =
                SlateSelector.select(new float[] {1, 1, 1, 1}, new int[4], none(4), inside(4), 4, 4, AUTHORS_ONLY);

        assertThat(slate.ids()).containsExactly(0, 1, 2, 3);
        assertThat(slate.scores()).containsExactly(1f, 0.625f, 0.4375f, 0.34375f);
    }

    @Test
    void second_post_of_a_loud_author_steps_behind_another_voice() {
        float[] scores = {1f, 0.9f, 0.6f};

        assertThat(SlateSelector.select(scores, new int[] {7, 7, 8}, none(3), inside(3), 3, 3, AUTHORS_ONLY)
                        .ids())
                .containsExactly(0, 2, 1);
    }

    @Test
    void rows_without_topic_never_tire_and_others_do() {
        SlateRules topicsOnly = new SlateRules(1, 1, 0.5, 0.5, 1);
        float[] scores = {1f, 0.9f, 0.8f, 0.7f};
        int[] topics = {3, 3, SlateSelector.NO_TOPIC, SlateSelector.NO_TOPIC};

        assertThat(SlateSelector.select(scores, distinct(4), topics, inside(4), 4, 4, topicsOnly)
                        .ids())
                .containsExactly(0, 2, 3, 1);
    }

    @Test
    void repeat_with_a_score_below_zero_gets_worse_not_better() {
        Ranked slate = SlateSelector.select(
                new float[] {-1, -1.5f, -1}, new int[] {1, 2, 1}, none(3), inside(3), 3, 3, AUTHORS_ONLY);

        assertThat(slate.ids()).containsExactly(0, 1, 2);
        assertThat(slate.score(2)).isEqualTo(-1.6f);
    }

    @Test
    void strangers_keep_to_their_share_until_the_network_runs_dry() {
        float[] scores = {9, 8, 7, 6, 2, 1};
        boolean[] inNetwork = {false, false, false, false, true, true};
        SlateRules half = new SlateRules(1, 1, 1, 1, 0.5);
        SlateRules nobody = new SlateRules(1, 1, 1, 1, 0);

        assertThat(SlateSelector.select(scores, distinct(6), none(6), inNetwork, 6, 6, half)
                        .ids())
                .containsExactly(0, 4, 1, 5, 2, 3);
        assertThat(SlateSelector.select(scores, distinct(6), none(6), inNetwork, 6, 3, nobody)
                        .ids())
                .containsExactly(4, 5, 0);
    }

    @Test
    void without_rules_it_is_the_order_of_the_scores() {
        float[] scores = {3, 9, 9, -4, 0};

        assertThat(SlateSelector.select(scores, new int[5], new int[5], new boolean[5], 5, 9, SlateRules.NONE)
                        .ids())
                .containsExactly(TopK.rows(scores, 5, 5));
    }

    @Test
    void slates_are_permutations_that_keep_every_rule() {
        long seed = 77;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int n = random.nextInt(1, 50);
            int k = random.nextInt(1, 60);
            float[] scores = new float[n];
            int[] authors = new int[n];
            int[] topics = new int[n];
            boolean[] inNetwork = new boolean[n];
            for (int row = 0; row < n; row++) {
                scores[row] = (float) random.nextGaussian();
                authors[row] = random.nextInt(6);
                topics[row] = random.nextInt(-1, 4);
                inNetwork[row] = random.nextBoolean();
            }
            SlateRules rules = new SlateRules(
                    random.nextDouble(),
                    0.1 + 0.9 * random.nextDouble(),
                    random.nextDouble(),
                    0.1 + 0.9 * random.nextDouble(),
                    random.nextDouble());

            Ranked slate = SlateSelector.select(scores, authors, topics, inNetwork, n, k, rules);
            String where = "seed " + seed + " round " + round;

            assertThat(slate.ids()).as(where).hasSize(Math.min(n, k)).doesNotHaveDuplicates();
            assertThat(SlateSelector.select(scores, authors, topics, inNetwork, n, k, rules))
                    .hasToString(slate.toString());
            requireBoundsAndShares(slate, scores, authors, inNetwork, rules, where);
        }
    }

    @Test
    void NaN_and_nonsense_rules_are_refused() {
        assertThatThrownBy(() -> SlateSelector.select(
                        new float[] {Float.NaN}, new int[1], new int[1], new boolean[1], 1, 1, SlateRules.NONE))
                .hasMessageContaining("row 0 is NaN");
        assertThatThrownBy(() -> new SlateRules(2, 1, 1, 1, 1)).hasMessageContaining("authorDecay");
        assertThatThrownBy(() -> new SlateRules(1, 0, 1, 1, 1)).hasMessageContaining("floor");
    }

    private static void requireBoundsAndShares(
            Ranked slate, float[] scores, int[] authors, boolean[] inNetwork, SlateRules rules, String where) {
        Map<Integer, Integer> perAuthor = new HashMap<>();
        int insideAll = 0;
        for (boolean each : inNetwork) {
            insideAll += each ? 1 : 0;
        }
        int outside = 0;
        for (int position = 0; position < slate.size(); position++) {
            int row = slate.id(position);
            boolean first = perAuthor.merge(authors[row], 1, Integer::sum) == 1;
            assertThat(slate.score(position)).as(where).isLessThanOrEqualTo(scores[row]);
            if (first && position == 0) {
                assertThat(slate.score(position)).as(where).isEqualTo(scores[row]);
            }
            outside += inNetwork[row] ? 0 : 1;
            boolean networkLeft = position + 1 - outside < insideAll;
            if (networkLeft) {
                assertThat(outside).as(where).isLessThanOrEqualTo(rules.mostOutside(position + 1));
            }
        }
    }

    private static int[] none(int n) {
        int[] topics = new int[n];
        Arrays.fill(topics, SlateSelector.NO_TOPIC);
        return topics;
    }

    private static int[] distinct(int n) {
        int[] authors = new int[n];
        Arrays.setAll(authors, row -> row);
        return authors;
    }

    private static boolean[] inside(int n) {
        boolean[] inNetwork = new boolean[n];
        Arrays.fill(inNetwork, true);
        return inNetwork;
    }
}
