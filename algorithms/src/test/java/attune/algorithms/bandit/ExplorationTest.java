package attune.algorithms.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExplorationTest {

    private static final float[] SCORES = {0.1f, 2f, -1f, 0.5f, 1.2f};
    private static final double[] REWARDS = {3, 0.5, 7, 1, 2};
    private static final double POPULATION_MEAN = 13.5 / 5;
    private static final int DRAWS = 200_000;

    @Test
    void weighting_by_inverse_propensity_recovers_the_population_mean() {
        assertThat(weightedMean(random -> Exploration.uniform(5, random))).isCloseTo(POPULATION_MEAN, within(0.05));
        assertThat(weightedMean(random -> Exploration.greedy(SCORES, 5, 0.3, random)))
                .isCloseTo(POPULATION_MEAN, within(0.1));
        assertThat(weightedMean(random -> Exploration.softmax(SCORES, 5, 0.7, 0.2, random)))
                .isCloseTo(POPULATION_MEAN, within(0.1));
    }

    @Test
    void logged_propensity_is_how_often_it_happens() {
        Random random = new Random(4);
        int[] counts = new int[5];
        double[] propensities = new double[5];
        for (int draw = 0; draw < DRAWS; draw++) {
            Choice choice = Exploration.softmax(SCORES, 5, 1, 0.1, random);
            counts[choice.index()]++;
            propensities[choice.index()] = choice.propensity();
        }

        double sum = 0;
        for (int i = 0; i < 5; i++) {
            assertThat(counts[i] / (double) DRAWS)
                    .as("seed 4 candidate %d", i)
                    .isCloseTo(propensities[i], within(0.005));
            sum += propensities[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void floor_bounds_every_inverse_propensity() {
        Random random = new Random(5);
        float[] hopeless = {100, 0, 0};
        for (int draw = 0; draw < 1_000; draw++) {
            assertThat(Exploration.softmax(hopeless, 3, 0.01, 0.3, random).propensity())
                    .isGreaterThanOrEqualTo(0.1 - 1e-12);
        }
    }

    @Test
    void equal_seeds_choose_alike_and_one_candidate_is_certain() {
        assertThat(Exploration.greedy(SCORES, 5, 0.5, new Random(9)))
                .isEqualTo(Exploration.greedy(SCORES, 5, 0.5, new Random(9)));
        assertThat(Exploration.softmax(SCORES, 1, 1, 0.5, new Random(1))).isEqualTo(new Choice(0, 1));
        assertThat(Exploration.greedy(SCORES, 1, 0.5, new Random(1))).isEqualTo(new Choice(0, 1));
    }

    @Test
    void impossible_choices_are_refused() {
        assertThatThrownBy(() -> Exploration.uniform(0, new Random(1))).hasMessageContaining("nothing to choose");
        assertThatThrownBy(() -> Exploration.greedy(SCORES, 5, 0, new Random(1)))
                .hasMessageContaining("never met");
        assertThatThrownBy(() -> Exploration.softmax(SCORES, 5, 1, 0, new Random(1)))
                .hasMessageContaining("floor");
        assertThatThrownBy(() -> Exploration.softmax(new float[] {Float.NaN}, 1, 1, 1, new Random(1)))
                .hasMessageContaining("candidate 0 is NaN");
        assertThatThrownBy(() -> new Choice(0, 0)).hasMessageContaining("propensity 0");
    }

    private static double weightedMean(Function<RandomGenerator, Choice> policy) {
        Random random = new Random(3);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Choice choice = policy.apply(random);
            sum += REWARDS[choice.index()] / (choice.propensity() * REWARDS.length);
        }
        return sum / DRAWS;
    }
}
