package attune.statistics.inference;

/// The standard normal distribution.
final class Normal {

    /// Beyond this many standard deviations both tails are below 1e-15 and treated as 0.
    private static final double FAR = 8;
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private Normal() {}

    /// Share of the distribution below x, by Marsaglia's series (Evaluating the Normal Distribution, 2004),
    /// `1/2 + density(x) · (x + x³/3 + x⁵/(3·5) + …)`; absolute error below 1e-14.
    static double below(double x) {
        if (x < -FAR) {
            return 0;
        }
        if (x > FAR) {
            return 1;
        }
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + sum * DENSITY_AT_ZERO * Math.exp(-0.5 * x * x);
    }

    /// The x with the given share below it, share in [0, 1], clamped to ±8. Bisection: it is asked a few times per
    /// report, so being obviously right matters more than speed.
    static double quantile(double share) {
        double low = -FAR;
        double high = FAR;
        for (int step = 0; step < 60; step++) {
            double middle = 0.5 * (low + high);
            if (below(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
