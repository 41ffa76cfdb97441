package attune.feed.why;

import attune.algorithms.linear.LogisticModel;

/// Splits a score Σ weight · probability among the features, exactly.
///
/// The log-odds of an act are a sum over features; the probability is not, so each act's distance from its base rate is
/// split in proportion to the log-odds. That is the Aumann-Shapley value along the straight path from a row without
/// features (integrated gradients: Sundararajan, Taly and Yan, ICML 2017): the shares sum to the score less its base.
final class Contributions {
    private static final double FLAT = 1e-9;

    private Contributions() {}

    /// @param weights `double[acts]`, what each act is worth
    /// @param row `float[features]`
    /// @return `double[features]`, what each feature adds to the score
    static double[] of(LogisticModel model, double[] weights, float[] row) {
        double[] shares = new double[model.features()];
        for (int act = 0; act < model.acts(); act++) {
            double base = model.intercept(act);
            double sum = model.logOdds(row, 0, act) - base;
            double perLogOdds = Math.abs(sum) < FLAT ? slope(base) : (chance(base + sum) - chance(base)) / sum;
            for (int feature = 0; feature < shares.length; feature++) {
                shares[feature] += weights[act] * perLogOdds * model.contribution(act, feature, row[feature]);
            }
        }
        return shares;
    }

    /// The score of a row without any features.
    static double base(LogisticModel model, double[] weights) {
        double sum = 0;
        for (int act = 0; act < model.acts(); act++) sum += weights[act] * chance(model.intercept(act));
        return sum;
    }

    private static double chance(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static double slope(double logOdds) {
        return chance(logOdds) * (1 - chance(logOdds));
    }
}
