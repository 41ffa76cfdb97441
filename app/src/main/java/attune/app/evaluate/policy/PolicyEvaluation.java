package attune.app.evaluate.policy;

import attune.algorithms.bandit.RewardRidge;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.Stopwatch;
import attune.app.evaluate.policy.CoverageTrial.Outcome;
import attune.statistics.inference.Interval;
import attune.statistics.policy.LoggedChoices;
import attune.statistics.policy.Overlap;
import attune.statistics.policy.PolicyValue;
import attune.statistics.policy.PolicyValues;
import attune.statistics.policy.PredictedRewards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./attune evaluate policy`: may one believe what a log says about a policy that did not make it?
public final class PolicyEvaluation {
    private static final int SEEDS = 500;
    private static final int CHOICES = 4_000;
    private static final long WORLD = 20_261_125;
    /// Those whose intervals claim to hold the truth; the model alone claims nothing.
    private static final List<String> HONEST =
            List.of(CoverageTrial.INVERSE, CoverageTrial.NORMALIZED, CoverageTrial.ROBUST, CoverageTrial.SWITCH);
    private static final double LEAST_COVERED = 0.93;
    private static final double MOST_COVERED = 0.97;
    private static final double MOST_ERROR = 0.05;
    /// Clicks are rare and weakly predicted; so much shrinkage keeps the model near the mean.
    private static final double CLICK_RIDGE = 200;
    /// What the set's own page measured on these files, and how exactly.
    private static final double KNOWN_INVERSE = 0.00566;
    private static final double KNOWN_NORMALIZED = 0.00574;
    private static final double KNOWN_TO = 0.000_005;

    private final Optional<Path> folder;
    private final Scorecard card;

    /// @param folder where public data sets lie, if there are any
    public PolicyEvaluation(Optional<Path> folder, Scorecard card) {
        this.folder = folder;
        this.card = card;
    }

    /// Whether everything was there to be measured.
    public boolean run() {
        knownWorld();
        Optional<Path> found = folder.map(at -> at.resolve(OpenBandit.FOLDER)).filter(Files::isDirectory);
        found.ifPresent(this::openBandit);
        if (found.isEmpty())
            card.missing("Not evaluated: Open Bandit. Its folder " + OpenBandit.FOLDER + " is missing"
                    + (folder.isEmpty() ? "; ATTUNE_DATA is not set." : " in ATTUNE_DATA."));
        return found.isPresent();
    }

    private void knownWorld() {
        Stopwatch watch = new Stopwatch();
        CoverageTrial trial = new CoverageTrial(new KnownWorld(WORLD), CHOICES);
        card.heading("A world of known value %.4f: %d logs of %,d choices among %d, judged for another policy"
                .formatted(trial.truth(), SEEDS, CHOICES, KnownWorld.ACTIONS));
        Outcome sound = trial.run(SEEDS, propensities -> propensities, CoverageTrial.RIDGE);
        tell("policy.known", sound);
        bars(sound);
        card.add(Finding.of("policy.known.cpu", watch.seconds(), "s").costing(watch.seconds()));

        card.heading("Planted fault: the same logs say that every choice had the same chance");
        Outcome wrong = trial.run(SEEDS, CoverageTrial::uniform, CoverageTrial.RIDGE);
        tell("policy.wrong", wrong);
        fails(wrong, CoverageTrial.INVERSE);
        fails(wrong, CoverageTrial.NORMALIZED);
        card.bar("planted fault: the mean weight tells in 99 of 100 logs", wrong.doubted() >= 0.99);

        card.heading("Planted fault: wrong propensities, and a model that knows nothing but the mean");
        Outcome both = trial.run(SEEDS, CoverageTrial::uniform, CoverageTrial.IGNORANT);
        tell("policy.both-wrong", both);
        fails(both, CoverageTrial.ROBUST);
        fails(both, CoverageTrial.SWITCH);
    }

    private void fails(Outcome outcome, String estimator) {
        card.bar(
                "planted fault: " + estimator + " covers less than 93 %",
                outcome.of(estimator).covered().estimate() < LEAST_COVERED);
    }

    private void tell(String id, Outcome outcome) {
        outcome.each().forEach((estimator, each) -> {
            card.add(Finding.of(id + "." + estimator + ".rmse", each.error(), "of truth"));
            Interval covered = each.covered();
            card.add(new Finding(
                    id + "." + estimator + ".covered", covered.estimate(), "of logs", covered, null, null, 0));
        });
        overlap(id, outcome.overlap());
        card.add(Finding.of(id + ".doubted", outcome.doubted(), "of logs"));
    }

    private void overlap(String id, Overlap overlap) {
        card.add(new Finding(
                id + ".mean-weight", overlap.meanWeight().estimate(), "ratio", overlap.meanWeight(), null, null, 0));
        card.note(("%,d choices say as much as %,.0f of the target's own; largest weight %.1f, %.1f %% of all weight"
                        + " above %.0f, smallest propensity %.4f")
                .formatted(
                        overlap.choices(),
                        overlap.effective(),
                        overlap.largestWeight(),
                        100 * overlap.clippedShare(),
                        CoverageTrial.MOST_WEIGHT,
                        overlap.smallestPropensity()));
    }

    private void bars(Outcome sound) {
        for (String estimator : HONEST) {
            double covered = sound.of(estimator).covered().estimate();
            double error = sound.of(estimator).error();
            card.bar(
                    "%s: 95 %% intervals cover %.1f %%, needed 93 to 97 %%".formatted(estimator, 100 * covered),
                    covered >= LEAST_COVERED && covered <= MOST_COVERED);
            card.bar(
                    "%s: RMSE %.2f %% of the truth, needed 5 %%".formatted(estimator, 100 * error),
                    error <= MOST_ERROR);
        }
        double inverse = sound.of(CoverageTrial.INVERSE).error();
        double normalized = sound.of(CoverageTrial.NORMALIZED).error();
        double robust = sound.of(CoverageTrial.ROBUST).error();
        card.bar("RMSE: doubly robust < SNIPS < IPS", robust < normalized && normalized < inverse);
    }

    private void openBandit(Path at) {
        OpenBandit random = OpenBandit.read(at, "random");
        OpenBandit thompson = OpenBandit.read(at, "bts");
        card.heading("Open Bandit, men's campaign: one policy's click rate from the other's 10,000 impressions");
        Map<String, PolicyValue> judged = judge("bandit.bts-by-random", random, thompson.habits(), thompson);
        judge("bandit.random-by-bts", thompson, OpenBandit.uniform(), random);
        bar("IPS", judged, CoverageTrial.INVERSE, KNOWN_INVERSE);
        bar("SNIPS", judged, CoverageTrial.NORMALIZED, KNOWN_NORMALIZED);
    }

    private void bar(String words, Map<String, PolicyValue> judged, String estimator, double known) {
        double value = of(judged, estimator).mean();
        card.bar(
                "Open Bandit, bts from random: %s %.5f, the set's page %.5f".formatted(words, value, known),
                Math.abs(value - known) <= KNOWN_TO);
    }

    /// @param own the judged policy's own log, whose mean is the truth but for the noise of 10,000 impressions
    private Map<String, PolicyValue> judge(String id, OpenBandit log, float[] habits, OpenBandit own) {
        Interval truth = own.clickRate();
        LoggedChoices choices = log.judge(habits);
        PredictedRewards predicted = RewardRidge.crossFitted(log.rewards(), log.chances(habits), CLICK_RIDGE);
        Map<String, PolicyValue> judged = new LinkedHashMap<>();
        judged.put(CoverageTrial.INVERSE, PolicyValues.inversePropensity(choices));
        judged.put(CoverageTrial.NORMALIZED, PolicyValues.selfNormalized(choices));
        judged.put(CoverageTrial.ROBUST, PolicyValues.doublyRobust(choices, predicted));
        judged.put(CoverageTrial.SWITCH, PolicyValues.switching(choices, predicted, CoverageTrial.MOST_WEIGHT));
        judged.put(CoverageTrial.MODEL, PolicyValues.direct(predicted));
        card.add(new Finding(id + ".truth", truth.estimate(), "clicks", truth, null, null, 0));
        judged.forEach((estimator, value) -> {
            Interval interval = value.interval(Interval.USUAL_CONFIDENCE);
            card.add(new Finding(id + "." + estimator, value.mean(), "clicks", interval, null, null, 0));
            card.add(Finding.of(
                    id + "." + estimator + ".error", Math.abs(value.mean() / truth.estimate() - 1), "of truth"));
        });
        overlap(id, Overlap.of(choices, CoverageTrial.MOST_WEIGHT));
        for (String estimator : HONEST) {
            Interval estimate = of(judged, estimator).interval(Interval.USUAL_CONFIDENCE);
            card.bar(id + ": " + estimator + " differs from the truth by no more than chance", agree(estimate, truth));
        }
        return judged;
    }

    /// Two independent estimates agree if their difference's interval holds 0.
    private static boolean agree(Interval one, Interval other) {
        double reach = Math.hypot(one.width() / 2, other.width() / 2);
        return Math.abs(one.estimate() - other.estimate()) <= reach;
    }

    private static PolicyValue of(Map<String, PolicyValue> judged, String estimator) {
        PolicyValue value = judged.get(estimator);
        if (value == null) throw new IllegalArgumentException("no estimator \"" + estimator + "\"");
        return value;
    }
}
