package attune.app.evaluate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.evaluate.policy.CoverageTrial.Outcome;
import org.junit.jupiter.api.Test;

/// A short form of `./attune evaluate policy`: fewer logs, so wider limits; the command holds the bars.
class CoverageTrialTest {
    private static final int SEEDS = 100;
    private final CoverageTrial trial = new CoverageTrial(new KnownWorld(20_261_125), 2_000);

    @Test
    void intervals_hold_the_truth_and_a_model_lowers_the_error() {
        Outcome outcome = trial.run(SEEDS, propensities -> propensities, CoverageTrial.RIDGE);

        for (String estimator : new String[] {CoverageTrial.INVERSE, CoverageTrial.NORMALIZED, CoverageTrial.ROBUST}) {
            assertThat(outcome.of(estimator).covered().estimate()).as(estimator).isBetween(0.88, 1.0);
        }
        assertThat(outcome.of(CoverageTrial.ROBUST).error())
                .isLessThan(outcome.of(CoverageTrial.NORMALIZED).error());
        assertThat(outcome.of(CoverageTrial.NORMALIZED).error())
                .isLessThan(outcome.of(CoverageTrial.INVERSE).error());
        assertThat(outcome.doubted()).as("one true log in twenty is doubted").isLessThan(0.15);
    }

    @Test
    void wrong_propensities_are_told_by_coverage_and_by_the_mean_weight() {
        Outcome outcome = trial.run(SEEDS, CoverageTrial::uniform, CoverageTrial.IGNORANT);

        for (String estimator : new String[] {CoverageTrial.INVERSE, CoverageTrial.ROBUST}) {
            assertThat(outcome.of(estimator).covered().estimate()).as(estimator).isLessThan(0.5);
        }
        assertThat(outcome.doubted()).isGreaterThan(0.95);
    }
}
