package attune.store.projection;

/// What is left of a count after whole seconds, when it halves in a given time: 2^(−seconds / halfLife). Looked up in
/// two tables, whose product is right to the last bits of a double, because a fold asks twice an act and a power costs
/// as much as the rest of counting.
///
/// Immutable, and the same on every machine.
final class Halving {
    private static final int FINE_BITS = 10;
    private static final int FINE = 1 << FINE_BITS;
    /// The smallest power of two that is still exact to all digits; less than that is nothing.
    private static final long LAST_EXPONENT = 1_022;

    private final long halfLifeSeconds;
    private final double[] fine = new double[FINE];
    private final double[] coarse;

    /// @param halfLifeSeconds from 1 to some weeks; a thousandth of it are the entries of a table
    Halving(int halfLifeSeconds) {
        this.halfLifeSeconds = halfLifeSeconds;
        this.coarse = new double[(halfLifeSeconds >> FINE_BITS) + 1];
        for (int k = 0; k < FINE; k++) fine[k] = StrictMath.pow(0.5, (double) k / halfLifeSeconds);
        for (int k = 0; k < coarse.length; k++)
            coarse[k] = StrictMath.pow(0.5, (double) (k << FINE_BITS) / halfLifeSeconds);
    }

    /// @param seconds 0 or more
    double after(long seconds) {
        long halvings = seconds / halfLifeSeconds;
        if (halvings > LAST_EXPONENT) return 0;
        int rest = (int) (seconds - halvings * halfLifeSeconds);
        double power = Double.longBitsToDouble((1_023 - halvings) << 52);
        return power * coarse[rest >> FINE_BITS] * fine[rest & (FINE - 1)];
    }

    /// The same for any time, by the power itself.
    double afterMillis(long millis) {
        return millis == 0 ? 1 : Math.pow(0.5, (double) millis / (halfLifeSeconds * 1_000.0));
    }
}
