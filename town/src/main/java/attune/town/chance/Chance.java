package attune.town.chance;

import java.util.List;
import java.util.SplittableRandom;

/// One stream of chance, named by the town's seed and by what it decides.
///
/// Streams are independent of each other and of the order in which they are asked, so what an author writes
/// does not depend on what a reader liked: two runs with different rankers meet the same posts (common random
/// numbers). The generator is SplitMix64 ([SplittableRandom]); transcendental functions are [StrictMath], so
/// that a seed means the same on every machine.
public final class Chance {

    /// What a stream decides. Order is part of the seed: append only.
    public enum Stream {
        RESIDENT,
        TIES,
        OPENING,
        SESSION,
        WRITING,
        POSTING,
        REMOVAL,
        ANSWER,
        NEWCOMER,
        GUEST
    }

    private final SplittableRandom random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// The stream for the `ordinal`-th decision of its kind about `subject`.
    public static Chance of(long seed, Stream stream, long subject, long ordinal) {
        long mixed = mix(seed + 0x9E3779B97F4A7C15L * (stream.ordinal() + 1));
        mixed = mix(mixed ^ mix(subject + 0x632BE59BD9B4E019L));
        return new Chance(mix(mixed ^ mix(ordinal + 0xD1B54A32D192ED03L)));
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): a bijection in which every bit depends on
    /// all.
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// True with the given probability.
    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /// Uniform in [0, 1).
    public double uniform() {
        return random.nextDouble();
    }

    /// Uniform in [low, high).
    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// A whole number, both ends included.
    public int whole(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// Normal with the given mean and standard deviation (Marsaglia's polar method, one of the pair).
    public double normal(double mean, double deviation) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return mean + deviation * x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /// Log-normal by its median and the deviation of its logarithm.
    public double logNormal(double median, double deviation) {
        return median * StrictMath.exp(normal(0, deviation));
    }

    /// Exponential with mean 1.
    public double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /// Pareto with smallest value 1 and the given tail exponent: a few are very large.
    public double pareto(double exponent) {
        return StrictMath.pow(1 - random.nextDouble(), -1 / exponent);
    }

    /// One of a non-empty list, all alike likely.
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A row of `weights` (non-negative, not all zero), as likely as its share of the sum.
    public int weighted(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double rest = random.nextDouble() * sum;
        for (int row = 0; row < weights.length; row++) {
            rest -= weights[row];
            if (rest < 0) {
                return row;
            }
        }
        return weights.length - 1;
    }
}
