package attune.algorithms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeepMachineTest {
    private static final int[] STARTS = {0, 4, 7};

    @Test
    void gradients_equal_differences_of_the_loss() {
        SplittableRandom random = new SplittableRandom(3);
        FieldRows rows = random(40, random);
        DeepMachine machine =
                new DeepMachine(new DeepMachine.Shape(2, 7, 8, List.of(16, 8), 0), new SplittableRandom(5));
        int[] all = all(rows.size());
        for (Parameter parameter : machine.parameters()) {
            for (int i = 0; i < parameter.values.length; i++)
                parameter.values[i] += 0.2f * (float) random.nextGaussian();
        }
        machine.gradients(rows, all, false);
        List<float[]> gradients = machine.parameters().stream()
                .map(each -> each.gradients.clone())
                .toList();

        for (int index = 0; index < gradients.size(); index++) {
            Parameter parameter = machine.parameters().get(index);
            for (int trial = 0; trial < 12; trial++) {
                int at = random.nextInt(parameter.values.length);
                double slope = slope(machine, rows, all, parameter, at);
                assertThat((double) gradients.get(index)[at])
                        .as("parameter %d at %d", index, at)
                        .isCloseTo(slope, within(5e-3 * Math.abs(slope) + 3e-4));
            }
        }
    }

    private static double slope(DeepMachine machine, FieldRows rows, int[] all, Parameter parameter, int at) {
        float step = 1e-3f;
        float kept = parameter.values[at];
        parameter.values[at] = kept + step;
        double above = machine.gradients(rows, all, false);
        parameter.values[at] = kept - step;
        double below = machine.gradients(rows, all, false);
        parameter.values[at] = kept;
        return (above - below) / (2.0 * step);
    }

    /// Which of two values goes with which is no sum of parts: a linear model stays at chance.
    @Test
    void pairs_that_go_together_are_learnt() {
        int n = 400;
        int[] columns = new int[2 * n];
        float[] labels = new float[n];
        float[] weights = new float[n];
        Arrays.fill(weights, 1);
        SplittableRandom random = new SplittableRandom(8);
        for (int row = 0; row < n; row++) {
            int first = random.nextInt(2);
            int second = random.nextInt(2);
            columns[2 * row] = first;
            columns[2 * row + 1] = 4 + second;
            labels[row] = first == second ? 1 : 0;
        }
        FieldRows rows = new FieldRows(STARTS, columns, labels, weights);
        DeepMachine machine =
                new DeepMachine(new DeepMachine.Shape(2, 7, 8, List.of(16), 0.1f), new SplittableRandom(1));

        double first = machine.learn(rows, 50, new DeepMachine.Pace(0.01f, 0, 0));
        double last = first;
        for (int round = 0; round < 30; round++) last = machine.learn(rows, 50, new DeepMachine.Pace(0.01f, 0, 0));

        assertThat(first).isGreaterThan(0.6);
        assertThat(last).isLessThan(0.05);
        float[] scores = machine.score(rows);
        for (int row = 0; row < n; row++) assertThat(scores[row] > 0).isEqualTo(labels[row] == 1);
    }

    @Test
    void equal_seeds_learn_alike() {
        FieldRows rows = random(100, new SplittableRandom(4));
        DeepMachine.Shape shape = new DeepMachine.Shape(2, 7, 8, List.of(8), 0.3f);
        DeepMachine one = new DeepMachine(shape, new SplittableRandom(9));
        DeepMachine other = new DeepMachine(shape, new SplittableRandom(9));
        DeepMachine.Pace pace = new DeepMachine.Pace(0.01f, 0.01f, 0.001f);
        for (int round = 0; round < 3; round++)
            assertThat(one.learn(rows, 32, pace)).isEqualTo(other.learn(rows, 32, pace));
        assertThat(one.score(rows)).isEqualTo(other.score(rows));
    }

    /// Adam's first step is the rate, whatever the gradient's size; with decay 0.5 a tenth of it pulls towards 0.
    @Test
    void first_step_of_adam_by_hand() {
        Parameter parameter = new Parameter(2);
        parameter.values[0] = 1;
        parameter.values[1] = 1;
        parameter.gradients[0] = 1e-3f;
        parameter.gradients[1] = -50;

        parameter.step(0.1f, 0.5f);

        assertThat(parameter.values[0]).isCloseTo(1 - 0.1f - 0.05f, within(1e-5f));
        assertThat(parameter.values[1]).isCloseTo(1 + 0.1f - 0.05f, within(1e-5f));
        assertThat(parameter.gradients).containsExactly(0, 0);
    }

    @Test
    void shapes_that_do_not_fit_the_lanes_are_refused() {
        assertThatThrownBy(() -> new DeepMachine.Shape(2, 7, 8, List.of(9), 0)).hasMessageContaining("multiples");
        assertThatThrownBy(() -> new DeepMachine.Shape(2, 7, 8, List.of(), 0)).hasMessageContaining("hidden layers");
        assertThatThrownBy(() -> new FieldRows(STARTS, new int[] {0, 3}, new float[1], new float[1]))
                .hasMessageContaining("column 3 is none of field 1");
    }

    private static FieldRows random(int n, SplittableRandom random) {
        int[] columns = new int[2 * n];
        float[] labels = new float[n];
        float[] weights = new float[n];
        for (int row = 0; row < n; row++) {
            columns[2 * row] = random.nextInt(4);
            columns[2 * row + 1] = 4 + random.nextInt(3);
            labels[row] = random.nextInt(2);
            weights[row] = 0.5f + random.nextFloat();
        }
        return new FieldRows(STARTS, columns, labels, weights);
    }

    private static int[] all(int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) rows[i] = i;
        return rows;
    }
}
