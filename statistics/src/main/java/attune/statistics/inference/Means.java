package attune.statistics.inference;

/// Intervals from a formula, for when a sample is large and a resampling would tell the same.
public final class Means {

    private Means() {}

    public static double mean(double[] sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("the mean of nothing is undefined");
        }
        double sum = 0;
        for (double value : sample) {
            sum += value;
        }
        return sum / sample.length;
    }

    /// Mean with its normal-theory interval `mean ± z·s/√n`. Sound for n of about 30 or more; below that prefer
    /// [Bootstrap]. Needs n ≥ 2.
    public static Interval interval(double[] sample, double confidence) {
        if (sample.length < 2) {
            throw new IllegalArgumentException("one value has no spread; need at least two, got " + sample.length);
        }
        Interval.requireConfidence(confidence);
        double mean = mean(sample);
        double squares = 0;
        for (double value : sample) {
            squares += (value - mean) * (value - mean);
        }
        double standardError = Math.sqrt(squares / (sample.length - 1) / sample.length);
        double reach = Normal.quantile(0.5 + confidence / 2) * standardError;
        return new Interval(mean, mean - reach, mean + reach, confidence);
    }

    /// A share with the score interval of Wilson (1927), which stays inside [0, 1] and is honest for rare events.
    public static Interval share(long successes, long trials, double confidence) {
        if (trials <= 0 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("no share: " + successes + " of " + trials);
        }
        Interval.requireConfidence(confidence);
        double n = trials;
        double share = successes / n;
        double z = Normal.quantile(0.5 + confidence / 2);
        double shrink = 1 + z * z / n;
        double centre = (share + z * z / (2 * n)) / shrink;
        double reach = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink;
        return new Interval(share, Math.max(0, centre - reach), Math.min(1, centre + reach), confidence);
    }
}
