package attune.algorithms.bandit;

import java.util.random.RandomGenerator;

/// Choosing one of m candidates at random, with every candidate's chance known and above 0.
///
/// A place filled this way is how new items are met at all, and the only unbiased data there is. The generator is
/// handed in: equal seeds choose alike. Time O(m).
public final class Exploration {

    private Exploration() {}

    /// Each of m candidates with chance 1/m.
    public static Choice uniform(int m, RandomGenerator random) {
        requireSome(m);
        return new Choice(random.nextInt(m), 1.0 / m);
    }

    /// The best of the first m scores with chance `1 − epsilon`, else uniformly any, the best included. Equal
    /// scores: lower index first. epsilon in (0, 1].
    public static Choice greedy(float[] scores, int m, double epsilon, RandomGenerator random) {
        requireSome(m);
        if (!(epsilon > 0 && epsilon <= 1)) {
            throw new IllegalArgumentException(
                    "epsilon must lie in (0, 1], was " + epsilon + ": at 0 the others are never met");
        }
        int best = best(scores, m);
        int index = random.nextDouble() < epsilon ? random.nextInt(m) : best;
        return new Choice(index, (index == best ? 1 - epsilon : 0) + epsilon / m);
    }

    /// Each of the first m with chance in proportion to `e^(score / temperature)`, mixed with the uniform choice by
    /// `floor` in (0, 1], so that no chance falls below floor / m and no inverse propensity exceeds m / floor.
    public static Choice softmax(float[] scores, int m, double temperature, double floor, RandomGenerator random) {
        requireSome(m);
        if (!(temperature > 0) || !(floor > 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "temperature must be above 0 and floor in (0, 1], got " + temperature + " and " + floor);
        }
        double highest = scores[best(scores, m)];
        double[] chances = new double[m];
        double total = 0;
        for (int i = 0; i < m; i++) {
            chances[i] = Math.exp((scores[i] - highest) / temperature);
            total += chances[i];
        }
        for (int i = 0; i < m; i++) {
            chances[i] = (1 - floor) * chances[i] / total + floor / m;
        }
        return draw(chances, random.nextDouble());
    }

    /// The candidate at whose chances' running sum passes `at`; the last takes what rounding leaves.
    private static Choice draw(double[] chances, double at) {
        double left = at;
        int last = chances.length - 1;
        for (int i = 0; i < last; i++) {
            if (left < chances[i]) {
                return new Choice(i, chances[i]);
            }
            left -= chances[i];
        }
        return new Choice(last, chances[last]);
    }

    private static int best(float[] scores, int m) {
        int best = 0;
        for (int i = 0; i < m; i++) {
            if (Float.isNaN(scores[i])) {
                throw new IllegalArgumentException("score of candidate " + i + " is NaN");
            }
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static void requireSome(int m) {
        if (m < 1) {
            throw new IllegalArgumentException("nothing to choose from: " + m + " candidates");
        }
    }
}
