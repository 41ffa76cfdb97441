package attune.statistics.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Bootstrap intervals of a mean (Efron and Tibshirani, An Introduction to the Bootstrap, 1993).
///
/// Comparisons of two rankers are **paired**: both are measured on the same members, and the members are resampled, so
/// what is easy or hard about a member cancels. Resampling needs chance; the generator is handed in, and equal seeds
/// give equal intervals. Time O(resamples · n), extra memory O(resamples + n).
public final class Bootstrap {

    /// Enough for stable 95 % limits; the Monte Carlo error of a limit is then a few percent of the width.
    public static final int USUAL_RESAMPLES = 2_000;

    private Bootstrap() {}

    /// Interval of the mean of `treated[i] - control[i]`, by percentiles.
    public static Interval paired(double[] treated, double[] control, RandomGenerator random) {
        return percentile(differences(treated, control), USUAL_RESAMPLES, Interval.USUAL_CONFIDENCE, random);
    }

    /// `treated[i] - control[i]` for each pair.
    public static double[] differences(double[] treated, double[] control) {
        if (treated.length != control.length) {
            throw new IllegalArgumentException("pairs need equal lengths, got " + treated.length + " and "
                    + control.length + ". Maybe one side skipped members without relevant items?");
        }
        double[] differences = new double[treated.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = treated[i] - control[i];
        }
        return differences;
    }

    /// Percentile interval of the mean: the middle `confidence` of the resampled means.
    public static Interval percentile(double[] sample, int resamples, double confidence, RandomGenerator random) {
        Interval.requireConfidence(confidence);
        double[] means = resampledMeans(sample, resamples, random);
        double tail = (1 - confidence) / 2;
        return new Interval(Means.mean(sample), at(means, tail), at(means, 1 - tail), confidence);
    }

    /// Bias-corrected and accelerated interval of the mean (Efron 1987): better than percentiles for skewed
    /// samples, such as counts per member. A sample without spread yields an interval of width 0.
    public static Interval accelerated(double[] sample, int resamples, double confidence, RandomGenerator random) {
        Interval.requireConfidence(confidence);
        double[] means = resampledMeans(sample, resamples, random);
        double mean = Means.mean(sample);
        double bias = Normal.quantile(shareBelow(means, mean));
        double acceleration = acceleration(sample, mean);
        double tail = (1 - confidence) / 2;
        double low = at(means, corrected(tail, bias, acceleration));
        double high = at(means, corrected(1 - tail, bias, acceleration));
        return new Interval(mean, low, high, confidence);
    }

    private static double[] resampledMeans(double[] sample, int resamples, RandomGenerator random) {
        if (sample.length == 0 || resamples < 100) {
            throw new IllegalArgumentException(
                    "need a sample and at least 100 resamples, got " + sample.length + " and " + resamples);
        }
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < sample.length; i++) {
                sum += sample[random.nextInt(sample.length)];
            }
            means[r] = sum / sample.length;
        }
        Arrays.sort(means);
        return means;
    }

    /// The sorted value with the given share below it, interpolated between neighbours.
    private static double at(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// Share of sorted values below `value`, ties half, so that a sample without spread has no bias.
    private static double shareBelow(double[] sorted, double value) {
        double count = 0;
        for (double each : sorted) {
            count += each < value ? 1 : each == value ? 0.5 : 0;
        }
        return count / sorted.length;
    }

    /// The share of resampled means below which the corrected limit lies, for an uncorrected share `tail`.
    static double corrected(double tail, double bias, double acceleration) {
        double shifted = bias + Normal.quantile(tail);
        return Normal.below(bias + shifted / (1 - acceleration * shifted));
    }

    /// Skewness of the mean's jackknife values over 6; for a mean these are the centred values themselves.
    private static double acceleration(double[] sample, double mean) {
        double squares = 0;
        double cubes = 0;
        for (double value : sample) {
            double deviation = value - mean;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }
}
