package attune.app.evaluate.policy;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A world in which every chance is known: contexts are normal, each of four acts follows a choice a with chance
/// `sigmoid(effect_a · context)`, the reward is the share that did, and two policies choose by softmax of scores of
/// their own. So an estimate of the target's value from the logger's choices can be held against the truth.
final class KnownWorld {
    static final int DIMENSIONS = 5;
    static final int ACTIONS = 10;
    private static final int ACTS = 4;
    private static final double EFFECT = 0.8;
    private static final double HABIT = 0.4;
    /// How much of what pays the target knows; the rest of it is habit, so that the log covers it.
    private static final double KNOWLEDGE = 0.1;
    /// Share of choices that the logging policy makes uniformly, so that no propensity is below 0.02.
    private static final double FLOOR = 0.2;
    private static final double TARGET_TEMPERATURE = 0.35;
    private static final int TRUTH_CONTEXTS = 400_000;

    private final float[] effects;
    private final float[] habits;

    /// What one run of the logging policy left, and what the target would have done.
    ///
    /// - `contexts`: `float[n * 5]`
    /// - `chosen`: `int[n]`, `propensities`: `double[n]`, `rewards`: `double[n]` of 0, ¼ … 1
    /// - `target`: `float[n * 10]`, the target's chance of each action
    record Log(float[] contexts, int[] chosen, double[] propensities, double[] rewards, float[] target) {}

    KnownWorld(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        effects = normal(ACTIONS * DIMENSIONS, EFFECT, random);
        habits = normal(ACTIONS * DIMENSIONS, HABIT, random);
    }

    private static float[] normal(int n, double deviation, RandomGenerator random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) (deviation * random.nextGaussian());
        return values;
    }

    /// The target's mean reward: exact over actions and acts, averaged over so many contexts that its error is a
    /// fiftieth of what is measured.
    double truth() {
        SplittableRandom random = new SplittableRandom(1);
        float[] target = new float[ACTIONS];
        double sum = 0;
        for (int i = 0; i < TRUTH_CONTEXTS; i++) {
            float[] context = normal(DIMENSIONS, 1, random);
            target(context, 0, target, 0);
            for (int action = 0; action < ACTIONS; action++) sum += target[action] * rewarded(context, 0, action);
        }
        return sum / TRUTH_CONTEXTS;
    }

    Log log(int n, RandomGenerator random) {
        float[] contexts = normal(n * DIMENSIONS, 1, random);
        int[] chosen = new int[n];
        double[] propensities = new double[n];
        double[] rewards = new double[n];
        float[] target = new float[n * ACTIONS];
        float[] chances = new float[ACTIONS];
        for (int row = 0; row < n; row++) {
            int at = row * DIMENSIONS;
            softmax(habits, contexts, at, 1, FLOOR, chances, 0);
            chosen[row] = draw(chances, random.nextDouble());
            propensities[row] = chances[chosen[row]];
            rewards[row] = reward(rewarded(contexts, at, chosen[row]), random);
            target(contexts, at, target, row * ACTIONS);
        }
        return new Log(contexts, chosen, propensities, rewards, target);
    }

    private static double reward(double chance, RandomGenerator random) {
        int acts = 0;
        for (int act = 0; act < ACTS; act++) acts += random.nextDouble() < chance ? 1 : 0;
        return (double) acts / ACTS;
    }

    private double rewarded(float[] contexts, int at, int action) {
        return 1 / (1 + Math.exp(-dot(effects, action, contexts, at)));
    }

    private void target(float[] contexts, int at, float[] into, int to) {
        float[] mixed = new float[effects.length];
        for (int i = 0; i < mixed.length; i++)
            mixed[i] = (float) (KNOWLEDGE * effects[i] + (1 - KNOWLEDGE) * habits[i]);
        softmax(mixed, contexts, at, TARGET_TEMPERATURE, 0, into, to);
    }

    private static void softmax(
            float[] weights, float[] contexts, int at, double temperature, double floor, float[] into, int to) {
        double total = 0;
        for (int action = 0; action < ACTIONS; action++) {
            double raised = Math.exp(dot(weights, action, contexts, at) / temperature);
            into[to + action] = (float) raised;
            total += raised;
        }
        for (int action = 0; action < ACTIONS; action++) {
            into[to + action] = (float) ((1 - floor) * into[to + action] / total + floor / ACTIONS);
        }
    }

    private static double dot(float[] weights, int action, float[] contexts, int at) {
        double sum = 0;
        for (int j = 0; j < DIMENSIONS; j++) sum += weights[action * DIMENSIONS + j] * contexts[at + j];
        return sum;
    }

    private static int draw(float[] chances, double at) {
        double left = at;
        for (int action = 0; action < ACTIONS - 1; action++) {
            left -= chances[action];
            if (left < 0) return action;
        }
        return ACTIONS - 1;
    }
}
