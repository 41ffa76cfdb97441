package attune.statistics.policy;

/// Estimators of a target policy's value from [LoggedChoices]. Time and memory O(n) each.
///
/// They trade variance for assumptions. Inverse propensity scoring needs nothing but true propensities and a log that
/// covers whatever the target would choose; the others lower its variance. With a wrong propensity all but [#direct]
/// may be wrong: look at [Overlap] first.
public final class PolicyValues {

    private PolicyValues() {}

    /// Inverse propensity scoring, `mean(w · r)` (Horvitz and Thompson, JASA 1952). Without bias; the variance
    /// grows with the weights, and with the mean reward itself.
    public static PolicyValue inversePropensity(LoggedChoices choices) {
        double[] contributions = new double[choices.size()];
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = choices.weight(i) * choices.reward(i);
        }
        return new PolicyValue(contributions);
    }

    /// Self-normalized inverse propensity scoring, `Σ w · r / Σ w` (Swaminathan and Joachims, NIPS 2015). Stays
    /// within the range of rewards and does not care about their origin; its bias is of order 1/n. Influence by
    /// the delta method. A target that would make none of the choices is refused.
    public static PolicyValue selfNormalized(LoggedChoices choices) {
        double meanWeight = choices.meanWeight();
        if (meanWeight == 0) {
            throw new IllegalArgumentException("the target policy would have made none of " + choices.size()
                    + " logged choices, so the log says nothing about it");
        }
        double value = inversePropensity(choices).mean() / meanWeight;
        double[] contributions = new double[choices.size()];
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = value + choices.weight(i) * (choices.reward(i) - value) / meanWeight;
        }
        return new PolicyValue(contributions);
    }

    /// The model's word alone, `mean(expected)`: hardly any variance, and as biased as the model. Its interval
    /// knows nothing of the model's errors.
    public static PolicyValue direct(PredictedRewards predicted) {
        double[] contributions = new double[predicted.size()];
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = predicted.expected(i);
        }
        return new PolicyValue(contributions);
    }

    /// Doubly robust, `mean(expected + w · (r − chosen))` (Dudík, Langford and Li, ICML 2011): without bias if
    /// either propensities or model are right, and of less variance the better the model. The model must not have
    /// learnt from the choice it predicts (cross-fitting), or intervals come out too narrow.
    public static PolicyValue doublyRobust(LoggedChoices choices, PredictedRewards predicted) {
        return switching(choices, predicted, Double.POSITIVE_INFINITY);
    }

    /// Doubly robust, but the model's word alone where a weight exceeds `most` (Wang, Agarwal and Dudík, ICML 2017,
    /// switch-DR): a bias, bounded by the model's error there, for a variance that single choices cannot dominate.
    public static PolicyValue switching(LoggedChoices choices, PredictedRewards predicted, double most) {
        if (predicted.size() != choices.size() || !(most >= 0)) {
            throw new IllegalArgumentException("one prediction per choice and a threshold ≥ 0, got " + predicted.size()
                    + " for " + choices.size() + " choices, threshold " + most);
        }
        double[] contributions = new double[choices.size()];
        for (int i = 0; i < contributions.length; i++) {
            double weight = choices.weight(i);
            double surprise = weight > most ? 0 : weight * (choices.reward(i) - predicted.chosen(i));
            contributions[i] = predicted.expected(i) + surprise;
        }
        return new PolicyValue(contributions);
    }
}
