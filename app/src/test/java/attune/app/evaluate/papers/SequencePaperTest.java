package attune.app.evaluate.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Ranges;
import attune.algorithms.sequence.ActSequence;
import attune.algorithms.sequence.HistoryScorer;
import attune.algorithms.sequence.SequenceShape;
import attune.algorithms.sequence.TrainingSettings;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencePaperTest {
    private static final long SEED = 47;

    @TempDir
    Path folder;

    @Test
    void files_with_and_without_members_are_read_in_order_and_numbered_from_zero() throws IOException {
        Files.writeString(folder.resolve("items.txt"), "3 1 2\n5 4 3 1\n2 2\n");
        Files.writeString(folder.resolve("members.txt"), "1 3 1 2\n2 5 4 3 1\n");

        SequenceSplit items = SequenceSplit.ofItems(folder.resolve("items.txt"));
        SequenceSplit members = SequenceSplit.ofMembers(folder.resolve("members.txt"));

        assertThat(items.items()).isEqualTo(5);
        assertThat(items.members()).as("two acts cannot be split").isEqualTo(2);
        assertThat(items.whole().get(1).items()).containsExactly(4, 3, 2, 0);
        assertThat(members.whole().get(1).items()).containsExactly(4, 3, 2, 0);
        assertThat(items.without(2).get(1).items()).containsExactly(4, 3);
    }

    @Test
    void the_item_left_out_is_ranked_among_all_that_were_not_met() {
        SequenceSplit split = new SequenceSplit(
                20, List.of(ActSequence.of(0, 1, 2, 3), ActSequence.of(5, 6, 7), ActSequence.of(8, 9, 9)));
        // Scores fall with the number: three lower numbers of the first member are met, none of the second's five.
        HistoryScorer falling = (history, scores) -> {
            for (int item = 0; item < scores.length; item++) scores[item] = -item;
        };

        NextItemRanking.Measured measured =
                new NextItemRanking(split, 1, new int[] {0, 1, 2}, Ranges.ALONE).of(() -> falling);

        assertThat(measured.hits()).containsExactly(1, 1, 0);
        assertThat(measured.ndcg()[0]).isEqualTo(1);
        assertThat(measured.ndcg()[1]).isCloseTo(Math.log(2) / Math.log(7), within(1e-9));
        assertThat(measured.ndcg()[2]).as("a target met before is a miss").isZero();
    }

    @Test
    void order_that_is_there_is_found_and_the_bars_are_reached() throws IOException {
        Map<String, Double> found = measure(true, 0.5);

        assertThat(found.get("planted.ndcg@10.blend")).isGreaterThan(0.8);
        assertThat(found.get("planted.ndcg@10.transformer"))
                .isGreaterThan(0.3 + found.getOrDefault("planted.ndcg@10.popularity", 1.0));
    }

    @Test
    void without_order_nothing_is_found_and_the_bar_is_missed() throws IOException {
        Map<String, Double> found = measure(false, 0.5);

        assertThat(found.get("planted.ndcg@10.blend")).isLessThan(0.4);
        assertThat(found.get("bars")).isZero();
    }

    private Map<String, Double> measure(boolean order, double needed) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> lines = new ArrayList<>();
        for (int member = 0; member < 150; member++) {
            int start = random.nextInt(40);
            int[] items = order
                    ? IntStream.range(0, 9).map(t -> (start + 3 * t) % 40).toArray()
                    : random.ints(0, 40).distinct().limit(9).toArray();
            lines.add(IntStream.of(items).mapToObj(item -> "" + (item + 1)).collect(Collectors.joining(" ")));
        }
        Files.write(folder.resolve("planted.txt"), lines);
        SequencePaper.Terms terms = new SequencePaper.Terms(
                "planted",
                "",
                items -> SequenceShape.of(items, 16, 1, 1, 12),
                new TrainingSettings(8, 8, 1e-2f, 10, 0.01f, 0.1, 0, 2, SEED),
                2,
                true,
                List.of(),
                needed,
                1);
        Scorecard card = new Scorecard(line -> {}, true);

        new SequencePaper(terms, at -> SequenceSplit.ofItems(at.resolve("planted.txt"))).run(folder, false, card);

        Map<String, Double> found = card.findings().stream()
                .filter(finding -> finding.baseline() == null)
                .collect(Collectors.toMap(Finding::id, Finding::value));
        found.put("bars", card.allReached() ? 1.0 : 0.0);
        return found;
    }
}
