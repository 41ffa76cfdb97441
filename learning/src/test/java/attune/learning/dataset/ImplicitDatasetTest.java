package attune.learning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImplicitDatasetTest {
    private final ImplicitDataset dataset = new ImplicitDataset(
            member -> new int[] {1, 2, 3, 4, 5, 6},
            (member, items, at) -> {
                float[] features = new float[items.length];
                for (int i = 0; i < items.length; i++) features[i] = items[i];
                return features;
            },
            1,
            2,
            8);

    @Test
    void held_out_items_are_positives_and_other_proposals_negatives_each_once() {
        dataset.add(7, new int[] {2, 5}, 1_000, new SplittableRandom(1));

        Impressions examples = dataset.examples();

        assertThat(examples.size()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).map(examples::item)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        for (int row = 0; row < 6; row++) {
            boolean held = examples.item(row) == 2 || examples.item(row) == 5;
            assertThat(examples.acted(row)).isEqualTo(held ? 8 : 0);
            assertThat(examples.value(row, 0)).isEqualTo(examples.item(row));
        }
    }

    /// Else a model would learn that lacking what proposed items have is a merit.
    @Test
    void held_out_item_that_nobody_would_propose_is_no_example() {
        dataset.add(7, new int[] {99}, 1_000, new SplittableRandom(1));

        assertThat(dataset.examples().size()).isZero();
    }
}
