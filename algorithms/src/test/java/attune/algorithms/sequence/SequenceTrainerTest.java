package attune.algorithms.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.collaborative.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTrainerTest {
    private static final long SEED = 43;
    private static final int ITEMS = 12;
    private static final SequenceShape SHAPE = SequenceShape.of(ITEMS, 16, 1, 2, 10);
    private static final TrainingSettings SETTINGS = new TrainingSettings(40, 8, 5e-3f, 10, 0.01f, 0.1, 0, 3, SEED);

    private final List<ActSequence> rings = rings(80);

    @Test
    void what_follows_from_two_acts_back_is_learned_to_near_certainty() {
        SequenceModel.Reader reader = trained(SETTINGS, Ranges.ALONE).reader();

        for (ActSequence ring : rings(20)) {
            float[] scores = new float[ITEMS];
            reader.score(ring.part(0, 6), scores);

            assertThat(largest(scores)).isEqualTo(ring.items()[6]);
        }
    }

    @Test
    void with_sampled_negatives_it_learns_the_same_order() {
        TrainingSettings sampled = SETTINGS.withNegatives(8);
        SequenceModel.Reader reader = trained(sampled, Ranges.ALONE).reader();

        for (ActSequence ring : rings(20)) {
            float[] scores = new float[ITEMS];
            reader.score(ring.part(0, 6), scores);

            assertThat(largest(scores)).isEqualTo(ring.items()[6]);
        }
    }

    @Test
    void equal_settings_give_equal_weights_in_whatever_order_the_parts_run() {
        TrainingSettings few = SETTINGS.withEpochs(2);
        Ranges backwards = (parts, work) -> {
            for (int part = parts - 1; part >= 0; part--) work.run(part, part + 1);
        };
        Ranges sideBySide =
                (parts, work) -> IntStream.range(0, parts).parallel().forEach(part -> work.run(part, part + 1));

        float[] weights = trained(few, Ranges.ALONE).weights();

        assertThat(Arrays.equals(trained(few, backwards).weights(), weights)).isTrue();
        assertThat(Arrays.equals(trained(few, sideBySide).weights(), weights)).isTrue();
    }

    @Test
    void a_candidates_score_depends_neither_on_the_others_nor_on_what_the_reader_read_before() {
        SequenceModel model = trained(SETTINGS.withEpochs(1), Ranges.ALONE);
        SequenceModel.Reader used = model.reader();
        float[] all = new float[ITEMS];
        used.score(rings.get(1), all);
        used.score(rings.getFirst(), all);

        for (int item = 0; item < ITEMS; item++) {
            float[] alone = new float[1];
            float[] crowd = new float[3];
            model.reader().score(rings.getFirst(), new int[] {item}, alone);
            used.score(rings.getFirst(), new int[] {3, item, 3}, crowd);

            assertThat(alone[0]).isEqualTo(all[item]);
            assertThat(crowd[1]).isEqualTo(all[item]);
        }
    }

    @Test
    void an_act_sees_nothing_of_what_came_after_it() {
        SequenceModel model = trained(SETTINGS.withEpochs(1), Ranges.ALONE);
        Encoder encoder = new Encoder(SHAPE, new Layout(SHAPE));
        Batch one = Batch.of(List.of(ActSequence.of(1, 2, 3, 4), ActSequence.of(5, 6)));
        Batch other = Batch.of(List.of(ActSequence.of(1, 2, 9, 9), ActSequence.of(7, 6)));

        float[] before = encoder.forward(model.weights(), one, Dropout.none()).clone();
        float[] after = encoder.forward(model.weights(), other, Dropout.none());

        for (int i = 0; i < 2 * 16; i++) assertThat(after[i]).isEqualTo(before[i]);
        assertThat(after[2 * 16]).isNotEqualTo(before[2 * 16]);
    }

    @Test
    void saved_weights_make_the_same_model_and_foreign_ones_none() {
        SequenceModel model = trained(SETTINGS.withEpochs(1), Ranges.ALONE);
        SequenceModel again = new SequenceModel(SHAPE, model.weights());
        float[] scores = new float[ITEMS];
        float[] same = new float[ITEMS];

        model.reader().score(rings.getFirst(), scores);
        again.reader().score(rings.getFirst(), same);

        assertThat(same).containsExactly(scores);
        assertThatThrownBy(() -> new SequenceModel(SequenceShape.of(5, 16, 1, 2, 10), model.weights()))
                .hasMessageContaining("another shape");
    }

    @Test
    void at_the_start_nothing_is_known_and_the_loss_says_so() {
        double loss = new SequenceTrainer(SHAPE, SETTINGS, Ranges.ALONE).epoch(rings.subList(0, 1));

        assertThat(loss).isCloseTo(Math.log(ITEMS), within(0.3));
    }

    @Test
    void training_goes_on_from_a_saved_model() {
        SequenceModel model = trained(SETTINGS, Ranges.ALONE);
        SequenceModel saved = new SequenceModel(SHAPE, model.weights());

        double afresh = new SequenceTrainer(SHAPE, SETTINGS, Ranges.ALONE).epoch(rings);
        double onwards = new SequenceTrainer(saved, SETTINGS, Ranges.ALONE).epoch(rings);

        assertThat(onwards).isLessThan(afresh / 2);
    }

    private SequenceModel trained(TrainingSettings settings, Ranges ranges) {
        SequenceTrainer trainer = new SequenceTrainer(SHAPE, settings, ranges);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) trainer.epoch(rings);
        return trainer.model();
    }

    /// Two interleaved rings of items: what follows is decided by the act before the last, not by the last one.
    private static List<ActSequence> rings(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ActSequence> rings = new ArrayList<>();
        for (int ring = 0; ring < count; ring++) {
            int[] items = new int[10];
            items[0] = random.nextInt(6);
            items[1] = 6 + random.nextInt(6);
            for (int t = 2; t < 10; t++) items[t] = items[t - 2] / 6 * 6 + (items[t - 2] + 1) % 6;
            rings.add(ActSequence.of(items));
        }
        return rings;
    }

    private static int largest(float[] scores) {
        int largest = 0;
        for (int item = 1; item < scores.length; item++) if (scores[item] > scores[largest]) largest = item;
        return largest;
    }
}
