package attune.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.app.operate.Surroundings;
import attune.statistics.inference.Interval;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;
import attune.town.behaviour.Behaviour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final List<String> lines = new ArrayList<>();
    private final Scorecard card = new Scorecard(lines::add, false);

    /// Wanted are 4, 9 and 2; the order begins 4, 7, 2: hits at ranks 1 and 3 of three wanted.
    @Test
    void measures_of_a_hand_made_order_are_known() {
        int[] ranks = LastFmEvaluation.ofFirst(new int[] {4, 7, 2}, new int[] {9, 4, 2});

        assertThat(ranks).containsExactly(1, 3, Ranks.UNRANKED);
        assertThat(RankingMeasures.recall(ranks, 20)).isEqualTo(2.0 / 3);
        double ideal = 1 + 1 / (Math.log(3) / Math.log(2)) + 0.5;
        assertThat(RankingMeasures.ndcg(ranks, 20)).isCloseTo(1.5 / ideal, within(1e-12));
    }

    @Test
    void contest_pairs_case_by_case() {
        Contest contest = new Contest("t", "share", 40);
        for (int index = 0; index < 40; index++) {
            contest.put("ranked", index, index + 0.5);
            contest.put("popularity", index, index);
        }

        Interval gain = contest.gain("ranked", "popularity");

        assertThat(gain.estimate()).isEqualTo(0.5);
        assertThat(gain.width()).isZero();
        assertThat(contest.mean("popularity")).isEqualTo(19.5);
        assertThat(contest.baselines()).containsExactly("popularity");
    }

    @Test
    void cosine_is_tuned_by_what_it_finds_again() {
        int[][] fit = {{0, 1}, {0, 1}, {2, 3}, {2, 3}, {0}, {2}};
        int[][] validation = {{}, {}, {}, {}, {1}, {3}};
        Sets known = new Sets(4, fit);

        CoLikes.Settings settings = CoLikes.tune(known, new Sets(4, validation));

        var items = CoLikes.fit(known, settings);
        assertThat(CoLikes.ndcg(known, new Sets(4, validation), (member, scores) -> items.score(fit[member], scores)))
                .isEqualTo(1);
    }

    @Test
    void click_rate_forgets_by_half() {
        ClickRate rate = new ClickRate(2, new ClickRate.Settings(1, 1));
        rate.learn(new MindSample.Impression(0, 0, new int[0], new int[] {0, 1}, new boolean[] {true, false}));

        float[] at = rate.score(new MindSample.Impression(0, 1, new int[0], new int[] {0, 1}, new boolean[2]));
        float[] later =
                rate.score(new MindSample.Impression(3_600_000, 1, new int[0], new int[] {0, 1}, new boolean[2]));

        double usual = 2.0 / 22;
        assertThat(at[0]).isCloseTo((float) ((1 + usual) / 2), within(1e-6f));
        assertThat(later[0]).isCloseTo((float) ((0.5 + usual) / 1.5), within(1e-6f));
        assertThat(at[1]).isLessThan(at[0]);
    }

    /// The planted fault: where pleasures are dealt out anew, the same run that gains must gain nothing.
    @Test
    void shuffled_pleasures_show_no_gain_where_true_ones_do() {
        Evaluation.Size small = new Evaluation.Size(120, 0, 7);

        TownEvaluation.Result result =
                new TownEvaluation("town", Behaviour.standard(), small, Surroundings.real(), card).run();

        assertThat(result.gain("chronological").isAbove(0)).isTrue();
        for (String baseline : result.baselines()) {
            assertThat(result.shuffled().gain("ranked", baseline).isAbove(0)).isFalse();
        }
    }

    @Test
    void missing_data_is_said_plainly() {
        new Evaluation(Surroundings.real(), Optional.empty(), new Evaluation.Size(10, 0, 7), card)
                .run(EnumSet.of(Evaluation.Data.LASTFM));
        new Evaluation(Surroundings.real(), Optional.of(Path.of("nowhere")), new Evaluation.Size(10, 0, 7), card)
                .run(EnumSet.of(Evaluation.Data.MIND));

        assertThat(lines)
                .containsExactly(
                        "Not evaluated: lastfm. Its folder cf-lastfm is missing; ATTUNE_DATA is not set.",
                        "Not evaluated: mind. Its folder feed-mind-sample is missing in ATTUNE_DATA.");
        assertThat(card.allReached()).isTrue();
    }

    @Test
    void a_bar_that_is_missed_is_told_and_remembered() {
        card.bar("better than chance", false);

        assertThat(lines).containsExactly("  NOT reached: better than chance");
        assertThat(card.allReached()).isFalse();
    }

    @Test
    void json_lines_carry_interval_baseline_and_published_figure() {
        Scorecard json = new Scorecard(lines::add, true);
        Contest contest = new Contest("t", "share", 2);
        contest.put("ranked", 0, 1);
        contest.put("popularity", 1, 0);
        contest.put("ranked", 1, 1);

        contest.tell(json, Map.of("popularity", 0.0375));

        assertThat(lines)
                .containsExactly(
                        "{\"id\":\"t.ranked\",\"value\":1.0,\"unit\":\"share\",\"low\":null,\"high\":null,"
                                + "\"baseline\":null,\"published\":null,\"cpuSeconds\":0}",
                        "{\"id\":\"t.popularity\",\"value\":0.0,\"unit\":\"share\",\"low\":null,\"high\":null,"
                                + "\"baseline\":null,\"published\":0.0375,\"cpuSeconds\":0}",
                        "{\"id\":\"t.gain\",\"value\":1.0,\"unit\":\"share\",\"low\":1.0,\"high\":1.0,"
                                + "\"baseline\":\"popularity\",\"published\":null,\"cpuSeconds\":0}");
    }
}
