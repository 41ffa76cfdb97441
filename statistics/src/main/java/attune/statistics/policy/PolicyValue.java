package attune.statistics.policy;

import attune.statistics.inference.Bootstrap;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;

/// A policy's mean reward per choice as estimated from a log, with each choice's contribution to it.
///
/// The estimate is the mean of the contributions, and each deviates from it by the choice's influence; so their spread
/// gives the standard error, and two policies judged by the same log are compared choice by choice. Immutable.
public final class PolicyValue {
    private final double[] contributions;

    /// Takes the array over.
    PolicyValue(double[] contributions) {
        this.contributions = contributions;
    }

    public double mean() {
        return Means.mean(contributions);
    }

    /// Root of the estimate's variance, from the spread of the contributions.
    public double standardError() {
        double mean = mean();
        double squares = 0;
        for (double contribution : contributions) {
            squares += (contribution - mean) * (contribution - mean);
        }
        return Math.sqrt(squares / (contributions.length - 1.0) / contributions.length);
    }

    /// Normal interval, for choices that are independent of each other; sound once the effective number of choices
    /// ([Overlap]) is some hundreds.
    public Interval interval(double confidence) {
        return Means.interval(contributions, confidence);
    }

    /// Normal interval for choices that came in groups, such as those of one member (Liang and Zeger, Biometrika
    /// 1986): within a group anything may depend on anything. groups `int[n]` in [0, count), at least two of them.
    public Interval interval(int[] groups, int count, double confidence) {
        if (groups.length != contributions.length || count < 2) {
            throw new IllegalArgumentException("need a group per choice and two groups, got " + groups.length + " for "
                    + contributions.length + " choices, " + count + " groups");
        }
        double mean = mean();
        double[] sums = new double[count];
        for (int i = 0; i < contributions.length; i++) {
            sums[groups[i]] += contributions[i] - mean;
        }
        // Means of whole groups, scaled so that their plain mean is the estimate.
        for (int group = 0; group < count; group++) {
            sums[group] = mean + sums[group] * count / contributions.length;
        }
        return Means.interval(sums, confidence);
    }

    /// How much more this policy earns than another one judged by the same choices, paired.
    public Interval gain(PolicyValue other, double confidence) {
        return Means.interval(Bootstrap.differences(contributions, other.contributions), confidence);
    }
}
