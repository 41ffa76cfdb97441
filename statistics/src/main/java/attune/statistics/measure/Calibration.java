package attune.statistics.measure;

import java.util.ArrayList;
import java.util.List;

/// How far predicted probabilities may be believed. probabilities `float[n]` in [0, 1], outcomes `boolean[n]`, n ≥ 1.
public final class Calibration {

    /// The usual number of bins of the expected calibration error.
    public static final int USUAL_BINS = 15;

    /// Predictions are kept this far from 0 and 1 in logarithms, so one certain miss is dear but not infinite.
    private static final double CLOSEST_TO_CERTAIN = 1e-7;

    private Calibration() {}

    /// One group of similar predictions: how many, what was promised, what happened.
    public record Bin(int count, double meanPredicted, double meanObserved) {}

    /// Mean negative log-likelihood in nats.
    public static double logLoss(float[] probabilities, boolean[] outcomes) {
        requirePairs(probabilities, outcomes);
        double sum = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double p = Math.clamp(probabilities[i], CLOSEST_TO_CERTAIN, 1 - CLOSEST_TO_CERTAIN);
            sum -= Math.log(outcomes[i] ? p : 1 - p);
        }
        return sum / outcomes.length;
    }

    /// Log loss divided by that of always predicting the base rate (He et al., Practical Lessons from Predicting
    /// Clicks on Ads, 2014). Below 1 = the model knows something; NaN if all outcomes are equal.
    public static double normalizedEntropy(float[] probabilities, boolean[] outcomes) {
        double loss = logLoss(probabilities, outcomes);
        double rate = (double) positives(outcomes) / outcomes.length;
        return rate == 0 || rate == 1 ? Double.NaN : loss / -(rate * Math.log(rate) + (1 - rate) * Math.log(1 - rate));
    }

    /// `Σ predicted / Σ happened`: 1 is right on average, above 1 promises too much. NaN if nothing happened.
    public static double ratio(float[] probabilities, boolean[] outcomes) {
        requirePairs(probabilities, outcomes);
        double promised = 0;
        for (float probability : probabilities) {
            promised += probability;
        }
        int happened = positives(outcomes);
        return happened == 0 ? Double.NaN : promised / happened;
    }

    /// Expected calibration error: mean over rows of `|promised − happened|` of their bin, in [0, 1].
    public static double expectedError(float[] probabilities, boolean[] outcomes) {
        double error = 0;
        for (Bin bin : bins(probabilities, outcomes, USUAL_BINS)) {
            error += bin.count() * Math.abs(bin.meanPredicted() - bin.meanObserved());
        }
        return error / outcomes.length;
    }

    /// Bins of about equal mass, in ascending order of prediction. Equal predictions are never split, so the result
    /// does not depend on the order of rows, and there may be fewer bins than asked for.
    public static List<Bin> bins(float[] probabilities, boolean[] outcomes, int count) {
        requirePairs(probabilities, outcomes);
        int[] order = Sorting.ascending(probabilities);
        List<Bin> bins = new ArrayList<>(count);
        int start = 0;
        for (int bin = 1; bin <= count && start < order.length; bin++) {
            int wanted = (int) ((long) bin * order.length / count);
            if (wanted > start) {
                int end = Sorting.endOfTie(probabilities, order, wanted - 1);
                bins.add(bin(probabilities, outcomes, order, start, end));
                start = end;
            }
        }
        return List.copyOf(bins);
    }

    private static Bin bin(float[] probabilities, boolean[] outcomes, int[] order, int start, int end) {
        double predicted = 0;
        int observed = 0;
        for (int i = start; i < end; i++) {
            predicted += probabilities[order[i]];
            observed += outcomes[order[i]] ? 1 : 0;
        }
        int count = end - start;
        return new Bin(count, predicted / count, (double) observed / count);
    }

    private static int positives(boolean[] outcomes) {
        int positives = 0;
        for (boolean outcome : outcomes) {
            positives += outcome ? 1 : 0;
        }
        return positives;
    }

    private static void requirePairs(float[] probabilities, boolean[] outcomes) {
        if (probabilities.length != outcomes.length || outcomes.length == 0) {
            throw new IllegalArgumentException(
                    "need one outcome per probability, got " + outcomes.length + " and " + probabilities.length);
        }
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException("row " + i + " is no probability: " + probabilities[i]);
            }
        }
    }
}
