package attune.statistics.inference;

/// An estimate and the range that plausibly holds the true value.
///
/// `confidence` is the share of such intervals that would hold the truth if the experiment were repeated, in (0, 1).
/// The estimate usually lies inside; a bias-corrected bootstrap may place it outside, so that is not demanded.
public record Interval(double estimate, double low, double high, double confidence) {

    /// The confidence used everywhere unless a report says otherwise.
    public static final double USUAL_CONFIDENCE = 0.95;

    public Interval {
        if (!(low <= high) || Double.isNaN(estimate)) {
            throw new IllegalArgumentException(
                    "not an interval: estimate " + estimate + " in [" + low + ", " + high + "]");
        }
        requireConfidence(confidence);
    }

    /// True if the whole interval lies above `value`: the claim "better than" may be made.
    public boolean isAbove(double value) {
        return low > value;
    }

    /// True if the whole interval lies below `value`.
    public boolean isBelow(double value) {
        return high < value;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public double width() {
        return high - low;
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must lie in (0, 1), was " + confidence + ". Maybe 0.95?");
        }
    }
}
