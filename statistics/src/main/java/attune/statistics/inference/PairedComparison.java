package attune.statistics.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Tests of "no difference" between two measurements of the same members. Each returns a two-sided p-value in (0, 1].
public final class PairedComparison {

    /// Up to this many non-zero differences all sign patterns are tried, so the result is exact.
    private static final int EXACT_LIMIT = 16;

    private PairedComparison() {}

    /// Fisher's randomization test (1935): under "no difference" each sign is a fair coin. The p-value is the share
    /// of sign patterns whose mean is at least as far from 0 as the observed one. Exact for at most 16 non-zero
    /// differences; beyond that `resamples` random patterns, counting the observed one, so it is never 0.
    public static double signFlip(double[] differences, int resamples, RandomGenerator random) {
        double[] nonZero = withoutZeros(differences);
        double observed = 0;
        for (double difference : nonZero) {
            observed += difference;
        }
        double threshold = Math.abs(observed) * (1 - 1e-12);
        return nonZero.length <= EXACT_LIMIT
                ? exact(nonZero, threshold)
                : sampled(nonZero, threshold, resamples, random);
    }

    /// The sign test: ignores sizes and ties, asks only how often one side wins (exact binomial).
    public static double sign(double[] differences) {
        int wins = 0;
        double[] nonZero = withoutZeros(differences);
        for (double difference : nonZero) {
            wins += difference > 0 ? 1 : 0;
        }
        int fewer = Math.min(wins, nonZero.length - wins);
        double tail = 0;
        double logProbability = -nonZero.length * Math.log(2);
        for (int k = 0; k <= fewer; k++) {
            tail += Math.exp(logProbability);
            logProbability += Math.log((double) (nonZero.length - k) / (k + 1));
        }
        return Math.min(1, 2 * tail);
    }

    private static double exact(double[] values, double threshold) {
        int patterns = 1 << values.length;
        int asFar = 0;
        for (int pattern = 0; pattern < patterns; pattern++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += ((pattern >> i) & 1) == 0 ? values[i] : -values[i];
            }
            asFar += Math.abs(sum) >= threshold ? 1 : 0;
        }
        return (double) asFar / patterns;
    }

    private static double sampled(double[] values, double threshold, int resamples, RandomGenerator random) {
        int asFar = 1;
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (double value : values) {
                sum += random.nextBoolean() ? value : -value;
            }
            asFar += Math.abs(sum) >= threshold ? 1 : 0;
        }
        return (double) asFar / (resamples + 1);
    }

    private static double[] withoutZeros(double[] differences) {
        double[] kept = new double[differences.length];
        int count = 0;
        for (double difference : differences) {
            if (difference != 0) {
                kept[count++] = difference;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
