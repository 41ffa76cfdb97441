package attune.algorithms.field;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// An array of weights that is learnt by Adam (Kingma and Ba, ICLR 2015), with weight decay apart from the gradient
/// (Loshchilov and Hutter, ICLR 2019). Changed by one thread.
final class Parameter {
    private static final float FIRST_KEPT = 0.9f;
    private static final float SECOND_KEPT = 0.999f;
    private static final float LEAST_ROOT = 1e-8f;

    final float[] values;
    final float[] gradients;
    private final float[] first;
    private final float[] second;
    private int steps;

    Parameter(int size) {
        values = new float[size];
        gradients = new float[size];
        first = new float[size];
        second = new float[size];
    }

    /// Starts with normal values of the given spread.
    static Parameter normal(int size, double spread, RandomGenerator random) {
        Parameter parameter = new Parameter(size);
        for (int i = 0; i < size; i++) {
            parameter.values[i] = (float) (spread * random.nextGaussian());
        }
        return parameter;
    }

    /// One step against the gradients, which are 0 afterwards.
    ///
    /// @param decay share of each value that a step of rate 1 would take away
    void step(float rate, float decay) {
        steps++;
        float firstScale = (float) (1 / (1 - Math.pow(FIRST_KEPT, steps)));
        float secondScale = (float) (1 / (1 - Math.pow(SECOND_KEPT, steps)));
        step(rate, decay, firstScale, secondScale);
        Arrays.fill(gradients, 0);
    }

    private void step(float rate, float decay, float firstScale, float secondScale) {
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i];
            first[i] = FIRST_KEPT * first[i] + (1 - FIRST_KEPT) * gradient;
            second[i] = SECOND_KEPT * second[i] + (1 - SECOND_KEPT) * gradient * gradient;
            float step = firstScale * first[i] / ((float) Math.sqrt(secondScale * second[i]) + LEAST_ROOT);
            values[i] -= rate * (step + decay * values[i]);
        }
    }
}
