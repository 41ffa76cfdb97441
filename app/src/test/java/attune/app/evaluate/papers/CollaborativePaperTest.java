package attune.app.evaluate.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.collaborative.Ranges;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.papers.CollaborativePaper.Bars;
import attune.app.evaluate.papers.CollaborativePaper.Terms;
import attune.app.evaluate.papers.Family.Competition;
import attune.app.evaluate.papers.Family.Setting;
import attune.app.evaluate.papers.FullRanking.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollaborativePaperTest {
    /// A taste has fifteen unknown items and twenty are shown: all are found, in no better order than chance.
    private static final Bars BARS = new Bars(0.9, 0.3, 1, 1);

    private final List<String> lines = new ArrayList<>();
    private final Scorecard card = new Scorecard(lines::add, false);

    /// Five items, item 0 is known; the order of the rest is 4, 3, 2, 1. Wanted are 3 and 1: ranks 2 and 4.
    @Test
    void full_ranking_leaves_out_what_is_known_and_has_the_papers_definitions() {
        Split split =
                new Split(Likes.ofRows(5, new int[][] {{0}}), Likes.ofRows(5, new int[][] {{1, 3}}), new int[0][]);

        Measured first = new FullRanking(split, new int[] {0}, 2, Ranges.ALONE).of(byNumber());
        Measured all = new FullRanking(split, new int[] {0}, 20, Ranges.ALONE).of(byNumber());

        double second = Math.log(2) / Math.log(3);
        assertThat(first.meanRecall()).isEqualTo(0.5);
        assertThat(first.meanNdcg()).isCloseTo(second / (1 + second), within(1e-12));
        assertThat(all.meanRecall()).isEqualTo(1);
    }

    @Test
    void what_is_held_out_is_known_no_more_and_nothing_of_the_test_part() {
        Split split = planted(60);

        Split parts = split.heldOut(split.testShare(), 3);

        assertThat(split.testShare()).isCloseTo(1 / 6.0, within(0.03));
        for (int member = 0; member < 60; member++) {
            int[] both = IntStream.concat(
                            IntStream.of(parts.train().of(member)),
                            IntStream.of(parts.test().of(member)))
                    .sorted()
                    .toArray();
            int[] train = split.train().of(member);
            Arrays.sort(train);
            assertThat(both).containsExactly(train);
        }
    }

    @Test
    void a_taste_that_is_there_is_found_and_the_bar_reached() {
        paper(planted(200), BARS).run(Path.of("."), false, card);

        assertThat(card.allReached()).as(String.join("\n", lines)).isTrue();
        assertThat(card.findings())
                .extracting(Finding::id)
                .contains("planted.recall@20.chosen", "planted.ndcg@20.chosen", "planted.recall@20.popularity");
    }

    /// The planted fault: the same likes, but asked for another member's items.
    @Test
    void without_a_taste_to_find_the_bars_are_missed() {
        Split split = planted(200);
        int[][] others = new int[200][];
        for (int member = 0; member < 200; member++)
            others[member] = split.test().of((member + 1) % 200);

        paper(new Split(split.train(), Likes.ofRows(split.train().items(), others), new int[0][]), BARS)
                .run(Path.of("."), false, card);

        assertThat(card.allReached()).isFalse();
    }

    @Test
    void choosing_only_never_reads_the_test_part() {
        paper(planted(200), BARS).run(Path.of("."), true, card);

        assertThat(card.bars()).isEmpty();
        assertThat(card.findings()).extracting(Finding::id).containsExactly("planted.choosing");
    }

    @Test
    void what_is_missing_is_said_and_unknown_sets_are_refused(@TempDir Path folder) {
        assertThat(new Papers(Optional.of(folder), card).run(Papers.named(List.of("gowalla")), false))
                .isFalse();
        assertThat(lines).singleElement().asString().contains("cf-gowalla is missing in ATTUNE_DATA");
        assertThatThrownBy(() -> Papers.named(List.of("netflix"))).hasMessageContaining("gowalla");
    }

    @Test
    void lists_and_pairs_are_read(@TempDir Path folder) throws IOException {
        Path lists = Files.writeString(folder.resolve("lists.txt"), "0 1 2\n1\n2 0\n");
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "1\t2\t9\n1\t3\t1\n3\t1\t3.2e+05\n");
        Path ties = Files.writeString(folder.resolve("ties.tsv"), "1\t3\t1\n2\t9\t1\n");

        Split ofLists = Split.ofLists(lists, lists);
        Split ofPairs = Split.ofPairs(pairs, pairs, ties);

        assertThat(ofLists.train().of(0)).containsExactly(1, 2);
        assertThat(ofLists.train().of(1)).isEmpty();
        assertThat(ofPairs.train().of(0)).containsExactly(1, 2);
        assertThat(ofPairs.train().of(2)).containsExactly(0);
        assertThat(ofPairs.friends()[0]).containsExactly(2);
        assertThat(ofPairs.friends()[1]).as("nobody is numbered 9").isEmpty();
    }

    private static MemberScorer byNumber() {
        return (member, scores) -> {
            for (int item = 0; item < scores.length; item++) scores[item] = item;
        };
    }

    private static Paper paper(Split split, Bars bars) {
        Terms terms = new Terms("planted", "none", 60, List.of(), bars);
        return new CollaborativePaper(terms, at -> split, ranges -> {
            Families families = new Families(ranges);
            Family popular = Family.of("number", new Setting("by number", parts -> byNumber()));
            return new Competition(
                    List.of(popular, families.walk(100, new double[] {0.8}, new double[] {0.2})), List.of());
        });
    }

    /// Eight tastes of 25 items each; members like twelve of their taste, two of which are asked for.
    private static Split planted(int members) {
        SplittableRandom random = new SplittableRandom(17);
        int[][] train = new int[members][];
        int[][] test = new int[members][];
        for (int member = 0; member < members; member++) {
            int from = member % 8 * 25;
            int[] liked = random.ints(200, from, from + 25).distinct().limit(12).toArray();
            test[member] = Arrays.copyOf(liked, 2);
            train[member] = Arrays.copyOfRange(liked, 2, 12);
        }
        return new Split(Likes.ofRows(200, train), Likes.ofRows(200, test), new int[0][]);
    }
}
