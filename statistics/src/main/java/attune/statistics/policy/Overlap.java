package attune.statistics.policy;

import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;

/// How well a log covers what a target policy would choose, and whether its propensities can be true.
///
/// @param choices how many were logged
/// @param effective so many choices of the target policy's own would say as much, `(Σ w)² / Σ w²` (Kish, 1965)
/// @param largestWeight of one choice; the mean weight is 1
/// @param clippedShare share of all weight that lies in choices above the threshold asked about
/// @param unusedShare share of choices that the target policy would never make
/// @param smallestPropensity of any logged choice
/// @param meanWeight 1 but for chance, if propensities are true and the log covers the target
public record Overlap(
        int choices,
        double effective,
        double largestWeight,
        double clippedShare,
        double unusedShare,
        double smallestPropensity,
        Interval meanWeight) {

    /// @param threshold weights above it count as clipped
    public static Overlap of(LoggedChoices choices, double threshold) {
        double[] weights = new double[choices.size()];
        double sum = 0;
        double squares = 0;
        double largest = 0;
        double clipped = 0;
        double smallest = 1;
        int unused = 0;
        for (int i = 0; i < weights.length; i++) {
            double weight = choices.weight(i);
            weights[i] = weight;
            sum += weight;
            squares += weight * weight;
            largest = Math.max(largest, weight);
            clipped += weight > threshold ? weight : 0;
            unused += weight == 0 ? 1 : 0;
            smallest = Math.min(smallest, choices.propensity(i));
        }
        return new Overlap(
                weights.length,
                squares == 0 ? 0 : sum * sum / squares,
                largest,
                sum == 0 ? 0 : clipped / sum,
                (double) unused / weights.length,
                smallest,
                Means.interval(weights, Interval.USUAL_CONFIDENCE));
    }

    /// True if the mean weight differs from 1 by more than chance would: a propensity is wrong, or the target
    /// chooses what the log never shows. One true log in twenty is doubted, too. A log that passes may still be
    /// wrong in ways that cancel.
    public boolean isDoubtful() {
        return !meanWeight.contains(1);
    }
}
