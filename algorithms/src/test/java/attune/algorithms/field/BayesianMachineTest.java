package attune.algorithms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BayesianMachineTest {
    private static final BayesianMachine.Settings PLAIN = new BayesianMachine.Settings(0, 300, 100);

    /// Two members, two items: member 1 gives 2 more, item 1 gets 1 more, and much is known of it.
    @Test
    void sums_of_effects_are_found_again() {
        int[] columns = new int[400];
        float[] labels = new float[200];
        for (int row = 0; row < 200; row++) {
            columns[2 * row] = row % 2;
            columns[2 * row + 1] = 2 + row / 2 % 2;
            labels[row] = 1 + 2 * (row % 2) + row / 2 % 2;
        }
        FieldRows known = new FieldRows(new int[] {0, 2, 4}, columns, labels, ones(200));

        double[] predicted = BayesianMachine.predict(known, known, PLAIN, new SplittableRandom(1));

        for (int row = 0; row < 200; row++) assertThat(predicted[row]).isCloseTo(labels[row], within(0.06));
    }

    /// Tastes are products, so no sum of effects tells them; nor may they be told from rows that were not learnt
    /// from.
    @Test
    void factors_find_tastes_that_effects_cannot() {
        SplittableRandom random = new SplittableRandom(7);
        int members = 40;
        int items = 30;
        double[] taste = normal(members, random);
        double[] kind = normal(items, random);
        int n = members * items;
        int[] columns = new int[2 * n];
        float[] labels = new float[n];
        for (int row = 0; row < n; row++) {
            columns[2 * row] = row / items;
            columns[2 * row + 1] = members + row % items;
            labels[row] = (float) (3 + taste[row / items] * kind[row % items] + 0.1 * random.nextGaussian());
        }
        FieldRows all = new FieldRows(new int[] {0, members, members + items}, columns, labels, ones(n));
        int[] known = pick(n, items, false);
        int[] asked = pick(n, items, true);

        double with = error(all, known, asked, new BayesianMachine.Settings(4, 200, 80));
        double without = error(all, known, asked, PLAIN);

        assertThat(with).isLessThan(0.05);
        assertThat(without).isGreaterThan(0.4);
    }

    /// Three rows say 1, one says 3; counted three times, the one is as good as they are.
    @Test
    void weights_count_as_repetitions() {
        int[] columns = new int[80];
        float[] labels = new float[80];
        float[] weights = new float[80];
        for (int row = 0; row < 80; row++) {
            labels[row] = row % 4 == 0 ? 3 : 1;
            weights[row] = row % 4 == 0 ? 2 : 2f / 3;
        }
        FieldRows known = new FieldRows(new int[] {0, 1}, columns, labels, weights);

        assertThat(BayesianMachine.predict(known, known, PLAIN, new SplittableRandom(2))[0])
                .isCloseTo(2, within(0.05));
        assertThat(BayesianMachine.predict(known.weighted(ones(80)), known, PLAIN, new SplittableRandom(2))[0])
                .isCloseTo(1.5, within(0.05));
    }

    @Test
    void equal_seeds_predict_alike_and_within_the_known_range() {
        FieldRows known = new FieldRows(
                new int[] {0, 3, 5}, new int[] {0, 3, 1, 4, 2, 3, 0, 4}, new float[] {1, 5, 3, 4}, ones(4));
        BayesianMachine.Settings settings = new BayesianMachine.Settings(2, 60, 10);

        double[] one = BayesianMachine.predict(known, known, settings, new SplittableRandom(3));

        assertThat(one).isEqualTo(BayesianMachine.predict(known, known, settings, new SplittableRandom(3)));
        for (double each : one) assertThat(each).isBetween(1.0, 5.0);
    }

    private static double error(FieldRows all, int[] known, int[] asked, BayesianMachine.Settings settings) {
        double[] predicted = BayesianMachine.predict(all.of(known), all.of(asked), settings, new SplittableRandom(11));
        double sum = 0;
        for (int i = 0; i < asked.length; i++) sum += Math.pow(predicted[i] - all.label(asked[i]), 2);
        return sum / asked.length;
    }

    private static int[] pick(int n, int items, boolean fifth) {
        return IntStream.range(0, n)
                .filter(row -> ((row / items + row % items) % 5 == 0) == fifth)
                .toArray();
    }

    private static double[] normal(int n, SplittableRandom random) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) values[i] = random.nextGaussian();
        return values;
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
