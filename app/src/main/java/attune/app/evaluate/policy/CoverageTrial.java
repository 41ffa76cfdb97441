package attune.app.evaluate.policy;

import attune.algorithms.bandit.RewardRidge;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import attune.statistics.policy.LoggedChoices;
import attune.statistics.policy.Overlap;
import attune.statistics.policy.PolicyValue;
import attune.statistics.policy.PolicyValues;
import attune.statistics.policy.PredictedRewards;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Judges the same target policy by many logs of a [KnownWorld]: how far each estimator errs, and how often its 95 %
/// interval holds the truth.
final class CoverageTrial {
    static final String INVERSE = "ips";
    static final String NORMALIZED = "snips";
    static final String ROBUST = "doubly-robust";
    static final String SWITCH = "switch-dr";
    static final String MODEL = "model-alone";

    /// Weights above it are left to the model by switch-DR, and count as clipped.
    static final double MOST_WEIGHT = 8;
    /// The model that doubly robust estimates use, and one that is kept from learning anything but the mean.
    static final double RIDGE = 10;
    static final double IGNORANT = 1e9;
    private static final int FOLDS = 4;

    private final KnownWorld world;
    private final double truth;
    private final int choices;

    /// How one estimator did.
    ///
    /// @param error root of the mean squared error, as a share of the truth
    /// @param covered share of intervals that hold the truth, with an interval of its own
    record Reliability(double error, Interval covered) {}

    /// @param each estimator by its name
    /// @param doubted share of logs whose [Overlap] says that something is wrong
    /// @param overlap of the last log
    record Outcome(Map<String, Reliability> each, double doubted, Overlap overlap) {
        Reliability of(String estimator) {
            Reliability found = each.get(estimator);
            if (found == null) throw new IllegalArgumentException("no estimator \"" + estimator + "\" took part");
            return found;
        }
    }

    CoverageTrial(KnownWorld world, int choices) {
        this.world = world;
        this.truth = world.truth();
        this.choices = choices;
    }

    /// A planted fault: a log that says every choice had the same chance.
    static double[] uniform(double[] propensities) {
        double[] claimed = new double[propensities.length];
        Arrays.fill(claimed, 1.0 / KnownWorld.ACTIONS);
        return claimed;
    }

    double truth() {
        return truth;
    }

    /// @param claimed what the log says its propensities are, given the true ones: identity, or a planted fault
    /// @param ridge of the model of rewards
    Outcome run(int seeds, UnaryOperator<double[]> claimed, double ridge) {
        Map<String, double[]> errors = new LinkedHashMap<>();
        Map<String, Integer> holds = new LinkedHashMap<>();
        Overlap overlap = null;
        int doubted = 0;
        for (int seed = 0; seed < seeds; seed++) {
            KnownWorld.Log log = world.log(choices, new SplittableRandom(1_000L + seed));
            LoggedChoices logged = logged(log, claimed.apply(log.propensities()));
            overlap = Overlap.of(logged, MOST_WEIGHT);
            doubted += overlap.isDoubtful() ? 1 : 0;
            int at = seed;
            estimates(log, logged, ridge).forEach((name, value) -> {
                errors.computeIfAbsent(name, key -> new double[seeds])[at] = value.mean() / truth - 1;
                boolean held = value.interval(Interval.USUAL_CONFIDENCE).contains(truth);
                holds.merge(name, held ? 1 : 0, Integer::sum);
            });
        }
        if (overlap == null) throw new IllegalArgumentException("no seed, no trial");
        Map<String, Reliability> of = new LinkedHashMap<>();
        errors.forEach((name, each) -> of.put(
                name,
                new Reliability(
                        Math.sqrt(Arrays.stream(each).map(e -> e * e).sum() / seeds),
                        Means.share(holds.getOrDefault(name, 0), seeds, Interval.USUAL_CONFIDENCE))));
        return new Outcome(of, (double) doubted / seeds, overlap);
    }

    private static LoggedChoices logged(KnownWorld.Log log, double[] propensities) {
        double[] target = new double[log.chosen().length];
        for (int row = 0; row < target.length; row++)
            target[row] = log.target()[row * KnownWorld.ACTIONS + log.chosen()[row]];
        return new LoggedChoices(log.rewards(), propensities, target);
    }

    private static Map<String, PolicyValue> estimates(KnownWorld.Log log, LoggedChoices logged, double ridge) {
        int[] folds = new int[log.chosen().length];
        for (int row = 0; row < folds.length; row++) folds[row] = row % FOLDS;
        PredictedRewards predicted = RewardRidge.crossFitted(
                new RewardRidge.Log(
                        KnownWorld.DIMENSIONS,
                        KnownWorld.ACTIONS,
                        log.contexts(),
                        log.chosen(),
                        log.rewards(),
                        folds,
                        FOLDS),
                log.target(),
                ridge);
        Map<String, PolicyValue> estimates = new LinkedHashMap<>();
        estimates.put(INVERSE, PolicyValues.inversePropensity(logged));
        estimates.put(NORMALIZED, PolicyValues.selfNormalized(logged));
        estimates.put(ROBUST, PolicyValues.doublyRobust(logged, predicted));
        estimates.put(SWITCH, PolicyValues.switching(logged, predicted, MOST_WEIGHT));
        estimates.put(MODEL, PolicyValues.direct(predicted));
        return estimates;
    }
}
