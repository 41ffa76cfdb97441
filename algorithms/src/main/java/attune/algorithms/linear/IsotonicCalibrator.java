package attune.algorithms.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rising curve closest to the outcomes in squares, by pool adjacent violators (Ayer et al. 1955; for calibration
/// Zadrozny and Elkan, KDD 2002). No shape is assumed, so it wants a thousand outcomes and more.
///
/// Between two pools the curve is a straight line; below the first and above the last it is flat. Immutable.
public final class IsotonicCalibrator implements Calibrator {

    /// Rising predictions and, for each, the rate that was observed around it.
    private final float[] predicted;
    private final float[] observed;

    private IsotonicCalibrator(float[] predicted, float[] observed) {
        this.predicted = predicted;
        this.observed = observed;
    }

    /// probabilities `float[n]`, outcomes `boolean[n]`, n ≥ 1; equal probabilities are pooled from the start. Time
    /// O(n log n).
    public static IsotonicCalibrator fit(float[] probabilities, boolean[] outcomes) {
        if (probabilities.length != outcomes.length || outcomes.length == 0) {
            throw new IllegalArgumentException(
                    "need one outcome per probability, got " + outcomes.length + " and " + probabilities.length);
        }
        Pools pools = new Pools(outcomes.length);
        int[] order = IntStream.range(0, outcomes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> probabilities[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int row : order) {
            pools.add(probabilities[row], outcomes[row]);
        }
        return pools.curve();
    }

    @Override
    public float calibrate(float probability) {
        int found = Arrays.binarySearch(predicted, probability);
        if (found >= 0) {
            return observed[found];
        }
        int above = -found - 1;
        if (above == 0) {
            return observed[0];
        }
        if (above == predicted.length) {
            return observed[above - 1];
        }
        float share = (probability - predicted[above - 1]) / (predicted[above] - predicted[above - 1]);
        return observed[above - 1] + share * (observed[above] - observed[above - 1]);
    }

    /// A stack of pools whose rates rise; a pool that would fall is merged into the one before it.
    private static final class Pools {

        private final float[] first;
        private final float[] last;
        private final long[] counts;
        private final long[] hits;
        private int size;

        Pools(int most) {
            first = new float[most];
            last = new float[most];
            counts = new long[most];
            hits = new long[most];
        }

        void add(float probability, boolean outcome) {
            if (size > 0 && last[size - 1] == probability) {
                counts[size - 1]++;
                hits[size - 1] += outcome ? 1 : 0;
            } else {
                settle();
                first[size] = probability;
                last[size] = probability;
                counts[size] = 1;
                hits[size] = outcome ? 1 : 0;
                size++;
            }
        }

        IsotonicCalibrator curve() {
            settle();
            float[] predicted = new float[2 * size];
            float[] observed = new float[2 * size];
            int knots = 0;
            for (int pool = 0; pool < size; pool++) {
                float rate = (float) hits[pool] / counts[pool];
                predicted[knots] = first[pool];
                observed[knots++] = rate;
                if (last[pool] > first[pool]) {
                    predicted[knots] = last[pool];
                    observed[knots++] = rate;
                }
            }
            return new IsotonicCalibrator(Arrays.copyOf(predicted, knots), Arrays.copyOf(observed, knots));
        }

        /// Merges from the top while the rate does not rise.
        private void settle() {
            while (size > 1 && hits[size - 1] * counts[size - 2] <= hits[size - 2] * counts[size - 1]) {
                last[size - 2] = last[size - 1];
                counts[size - 2] += counts[size - 1];
                hits[size - 2] += hits[size - 1];
                size--;
            }
        }
    }
}
