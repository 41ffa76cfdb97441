package attune.algorithms.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The hand-written backward pass against central differences of the forward pass, parameter by parameter.
class GradientTest {
    private static final long SEED = 41;
    private static final SequenceShape SHAPE = new SequenceShape(11, 8, 2, 2, 12, 6, List.of(3, 2));
    private static final Layout LAYOUT = new Layout(SHAPE);
    private static final float STEP = 2e-3f;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Batch batch = Batch.of(List.of(acts(6), acts(3), acts(1)));
    private final int[] targets = random.ints(batch.acts(), 0, SHAPE.items()).toArray();
    private final float[] weights = weights();

    @Test
    void every_kind_of_parameter_has_the_numeric_gradient_under_the_full_softmax() {
        check(0, this::full);
    }

    @Test
    void every_kind_of_parameter_has_the_numeric_gradient_under_sampled_negatives() {
        check(0, () -> new SampledSoftmax(SHAPE, LAYOUT, 5, new SplittableRandom(SEED)));
    }

    @Test
    void every_kind_of_parameter_has_the_numeric_gradient_while_numbers_are_dropped() {
        check(0.3, this::full);
    }

    @Test
    void negatives_that_are_all_items_give_the_full_softmax() {
        float[] full = new float[LAYOUT.length];
        float[] sampled = new float[LAYOUT.length];

        double loss = loss(0, this::full, full);
        double same =
                loss(0, () -> new SampledSoftmax(SHAPE, LAYOUT, SHAPE.items(), new SplittableRandom(SEED)), sampled);

        assertThat(same).isCloseTo(loss, within(1e-5));
        assertThat(sampled).containsExactly(full, within(1e-5f));
    }

    private NextItemLoss full() {
        FullSoftmax.Catalogue catalogue = new FullSoftmax.Catalogue();
        catalogue.pack(weights, LAYOUT.itemsAt, SHAPE.items(), SHAPE.dimension());
        return new FullSoftmax(SHAPE, LAYOUT, catalogue);
    }

    private void check(double dropout, Supplier<NextItemLoss> made) {
        float[] gradient = new float[LAYOUT.length];
        loss(dropout, made, gradient);
        for (Layout.Run run : LAYOUT.runs) {
            double apart = 0;
            double size = 0;
            for (int i = run.from(); i < run.from() + run.length(); i++) {
                double numeric = numeric(i, dropout, made);
                apart += (gradient[i] - numeric) * (gradient[i] - numeric);
                size += numeric * numeric;
            }
            assertThat(size).as("%s moves the loss", run.name()).isGreaterThan(1e-10);
            assertThat(Math.sqrt(apart))
                    .as("seed %d: %s", SEED, run)
                    .isLessThan(2e-4 * Math.sqrt(run.length()) + 0.01 * Math.sqrt(size));
        }
    }

    private double numeric(int i, double dropout, Supplier<NextItemLoss> made) {
        float kept = weights[i];
        weights[i] = kept + STEP;
        double above = loss(dropout, made, new float[LAYOUT.length]);
        weights[i] = kept - STEP;
        double below = loss(dropout, made, new float[LAYOUT.length]);
        weights[i] = kept;
        return (above - below) / (2 * STEP);
    }

    private double loss(double rate, Supplier<NextItemLoss> made, float[] gradient) {
        Encoder encoder = new Encoder(SHAPE, LAYOUT);
        Dropout dropout = new Dropout(rate, new SplittableRandom(SEED));
        float[] rows = encoder.forward(weights, batch, dropout);
        float[] slopes = new float[rows.length];
        double loss = made.get().apply(weights, rows, targets, batch.acts(), 1f / batch.acts(), slopes, gradient);
        encoder.backward(weights, batch, dropout, slopes, gradient);
        return loss;
    }

    private ActSequence acts(int length) {
        return new ActSequence(
                random.ints(length, 0, SHAPE.items()).toArray(),
                List.of(
                        random.ints(length, 0, 3).toArray(),
                        random.ints(length, 0, 2).toArray()));
    }

    private float[] weights() {
        float[] weights = new float[LAYOUT.length];
        for (Layout.Run run : LAYOUT.runs) {
            for (int i = run.from(); i < run.from() + run.length(); i++) {
                weights[i] = (float) (0.3 * random.nextGaussian()) + (run.role() == Layout.Role.GAIN ? 1 : 0);
            }
        }
        return weights;
    }
}
