package attune.statistics.measure;

/// How far one distribution lies from another: of topics on a slate from those of a history, of a day from the day
/// before.
/// Amounts `double[n]` ≥ 0 are normalized to shares.
public final class Divergence {

    /// How much of the wanted distribution is mixed into the given one, so that a missing topic costs much, not
    /// infinity.
    public static final double USUAL_SMOOTHING = 0.01;

    private Divergence() {}

    /// Calibration of a slate (Steck, Calibrated Recommendations, RecSys 2018): `Σ p·ln(p / q̃)`, `q̃ = (1 − a)·q +
    /// a·p`,
    /// in nats. p is what a member wants, q what the slate gives. 0 = as wanted. NaN if either is all 0.
    public static double calibration(double[] wanted, double[] given, double smoothing) {
        if (!(smoothing > 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("smoothing must lie in (0, 1], was " + smoothing);
        }
        double[] p = shares(wanted);
        double[] q = shares(given);
        requireEqual(p, q);
        double sum = 0;
        for (int topic = 0; topic < p.length; topic++) {
            double smoothed = (1 - smoothing) * q[topic] + smoothing * p[topic];
            sum += p[topic] == 0 ? 0 : p[topic] * Math.log(p[topic] / smoothed);
        }
        return sum;
    }

    /// Jensen-Shannon divergence in bits, in [0, 1]; symmetric (Lin 1991). The divergence of RADio (Vrijenhoek et
    /// al.,
    /// RecSys 2022). NaN if either is all 0.
    public static double jensenShannon(double[] first, double[] second) {
        double[] p = shares(first);
        double[] q = shares(second);
        requireEqual(p, q);
        double sum = 0;
        for (int topic = 0; topic < p.length; topic++) {
            double middle = (p[topic] + q[topic]) / 2;
            sum += half(p[topic], middle) + half(q[topic], middle);
        }
        return sum;
    }

    /// What a ranked slate gives of each topic, early places counting more: `Σ 1 / log2(rank + 1)` over its items.
    ///
    /// @param topics of each place, one each, in [0, count)
    public static double[] discounted(int[] topics, int count) {
        double[] amounts = new double[count];
        for (int position = 0; position < topics.length; position++) {
            amounts[topics[position]] += Math.log(2) / Math.log(position + 2.0);
        }
        return amounts;
    }

    private static double half(double share, double middle) {
        return share == 0 ? 0 : 0.5 * share * Math.log(share / middle) / Math.log(2);
    }

    private static double[] shares(double[] amounts) {
        double total = 0;
        for (double amount : amounts) {
            if (!(amount >= 0)) {
                throw new IllegalArgumentException("amounts must be 0 or more, got " + amount);
            }
            total += amount;
        }
        double[] shares = new double[amounts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = amounts[i] / total;
        }
        return shares;
    }

    private static void requireEqual(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException("both need the same topics, got " + p.length + " and " + q.length);
        }
    }
}
