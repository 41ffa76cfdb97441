package attune.statistics.measure;

import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Whether groups of authors get like exposure, and groups of members like quality. Groups are numbered from 0; which
/// groups may be looked at is for privacy to decide, not for a measure.
public final class GroupFairness {

    private static final int RESAMPLES = 2_000;

    private GroupFairness() {}

    /// `double[groups]`: exposure per author of each group, position j (from 1) worth `1 / log2(j + 1)` (Singh and
    /// Joachims, Fairness of Exposure in Rankings, KDD 2018).
    ///
    /// @param groupOfPlace the group at each place, in order
    /// @param sizes how many authors or items each group has, 1 or more
    public static double[] exposure(int[] groupOfPlace, int[] sizes) {
        double[] exposure = Divergence.discounted(groupOfPlace, sizes.length);
        for (int group = 0; group < sizes.length; group++) {
            exposure[group] /= sizes[group];
        }
        return exposure;
    }

    /// Smallest by largest: 1 = equal. NaN if nobody has anything.
    public static double parityRatio(double[] exposure) {
        double least = Arrays.stream(exposure).min().orElse(Double.NaN);
        double most = Arrays.stream(exposure).max().orElse(Double.NaN);
        return most == 0 ? Double.NaN : least / most;
    }

    /// Disparate treatment: exposure by relevance of group a, divided by that of group b; 1 = what each deserves.
    public static double disparateTreatment(double[] exposure, double[] relevance, int a, int b) {
        return exposure[a] / relevance[a] / (exposure[b] / relevance[b]);
    }

    /// `ln(share in the first k / target)` of a group: 0 = as wanted, −∞ if absent (Geyik, Ambler and Kenthapadi,
    /// Fairness-Aware Ranking in Search and Recommendation Systems, KDD 2019).
    public static double skew(int[] groupOfPlace, int group, double target, int k) {
        int places = Math.min(k, groupOfPlace.length);
        int count = 0;
        for (int position = 0; position < places; position++) {
            count += groupOfPlace[position] == group ? 1 : 0;
        }
        return Math.log((double) count / places / target);
    }

    /// Normalized discounted Kullback-Leibler divergence of every prefix from the target (Geyik et al. 2019), in
    /// nats.
    /// 0 = every prefix is as wanted.
    ///
    /// @param targets `double[groups]` above 0, summing to 1
    public static double ndkl(int[] groupOfPlace, double[] targets) {
        int[] counts = new int[targets.length];
        double sum = 0;
        double normalizer = 0;
        for (int position = 0; position < groupOfPlace.length; position++) {
            counts[groupOfPlace[position]]++;
            double divergence = 0;
            for (int group = 0; group < targets.length; group++) {
                double share = (double) counts[group] / (position + 1);
                divergence += share == 0 ? 0 : share * Math.log(share / targets[group]);
            }
            double weight = Math.log(2) / Math.log(position + 2.0);
            sum += weight * divergence;
            normalizer += weight;
        }
        return sum / normalizer;
    }

    /// The difference of means of two groups of members, first minus second, with a 95 % bootstrap interval; each
    /// group
    /// is resampled by itself. Groups of fewer than two members have no spread and are refused.
    public static Interval gap(double[] first, double[] second, RandomGenerator random) {
        if (first.length < 2 || second.length < 2) {
            throw new IllegalArgumentException(
                    "need two members in each group, got " + first.length + " and " + second.length);
        }
        double[] gaps = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            gaps[resample] = resampled(first, random) - resampled(second, random);
        }
        Arrays.sort(gaps);
        double tail = (1 - Interval.USUAL_CONFIDENCE) / 2;
        int low = (int) Math.floor(tail * (RESAMPLES - 1));
        return new Interval(
                Means.mean(first) - Means.mean(second),
                gaps[low],
                gaps[RESAMPLES - 1 - low],
                Interval.USUAL_CONFIDENCE);
    }

    /// The chance of a gap at least as wide if groups were drawn by lot: a permutation test, never 0.
    public static double permutationChance(double[] first, double[] second, int rounds, RandomGenerator random) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double observed = Math.abs(Means.mean(first) - Means.mean(second));
        int asWide = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = all.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double kept = all[i];
                all[i] = all[other];
                all[other] = kept;
            }
            double gap = Means.mean(Arrays.copyOf(all, first.length))
                    - Means.mean(Arrays.copyOfRange(all, first.length, all.length));
            // A hair's breadth of rounding must not turn an equal split into a narrower one.
            asWide += Math.abs(gap) >= observed - 1e-12 ? 1 : 0;
        }
        return (asWide + 1.0) / (rounds + 1.0);
    }

    private static double resampled(double[] sample, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            sum += sample[random.nextInt(sample.length)];
        }
        return sum / sample.length;
    }
}
