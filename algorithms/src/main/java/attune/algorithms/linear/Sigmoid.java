package attune.algorithms.linear;

/// The logistic function `1 / (1 + e^−x)` from log-odds to probability.
public final class Sigmoid {

    private static final float LOG2_E = 1.442695f;
    /// ln 2 in two parts, the first exact in few bits, so that subtracting multiples of it loses nothing (Cody,
    /// Waite 1980).
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -0.00021219444f;
    /// Adding and subtracting 1.5 · 2^23 rounds a small float to a whole number without a branch.
    private static final float ROUNDER = 12_582_912f;
    /// Beyond this the probability is within 2e-38 of 0 or rounds to 1; clamping keeps e^x a normal float.
    private static final float FARTHEST = 87f;

    private Sigmoid() {}

    /// In single precision: relative error below 3e-7, above 0 also for very negative x, NaN only for NaN. Cephes'
    /// polynomial (Moshier) in plain arithmetic, so the bits are the same on every machine.
    public static float of(float x) {
        float clamped = Math.clamp(-x, -FARTHEST, FARTHEST);
        float power = (clamped * LOG2_E + ROUNDER) - ROUNDER;
        float rest = clamped - power * LN2_HIGH - power * LN2_LOW;
        float polynomial = 0.00019875691f;
        polynomial = polynomial * rest + 0.0013981999f;
        polynomial = polynomial * rest + 0.008333452f;
        polynomial = polynomial * rest + 0.041665796f;
        polynomial = polynomial * rest + 0.16666666f;
        polynomial = polynomial * rest + 0.5f;
        float exponential = polynomial * rest * rest + rest + 1f;
        return 1f / (1f + exponential * Float.intBitsToFloat(((int) power + 127) << 23));
    }

    /// In double precision, for training.
    static double of(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// `ln(1 + e^x)` without overflow.
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// The log-odds of a probability, the inverse of the logistic function; kept finite for 0 and 1.
    public static float logOdds(float probability) {
        double p = Math.clamp((double) probability, 1e-7, 1 - 1e-7);
        return (float) Math.log(p / (1 - p));
    }
}
