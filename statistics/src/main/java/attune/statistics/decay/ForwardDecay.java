package attune.statistics.decay;

/// Forward decay (Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009): one number per counter.
///
/// Instead of shrinking old counts, new ones are written larger: an event at time t counts `weight · 2^((t −
/// landmark) / halfLife)`. So adding is one addition, late events need no care, two counters compare without reading
/// a clock (their order never changes by waiting), and a reader divides by the growth since the landmark.
///
/// The price is an exponent that grows by 1 per half-life. When [#mustMove] says so, the owner multiplies every counter
/// by [#factorTo] of the moved landmark. Landmarks move by whole half-lives, so that factor is a power of two and loses
/// nothing but counts below 1e-150 of a fresh one.
public record ForwardDecay(HalfLife halfLife, long landmarkMillis) {

    /// Half-lives from the landmark at which it must move: half of a double's exponent range, the other half is for
    /// sums.
    private static final int REACH = 512;

    /// What to add to a counter for an event of weight 1. Events may be older than the landmark; more than 1,000
    /// half-lives older they count 0. Later than [#mustMove] allows is refused, for it might overflow.
    public double weightOf(long eventMillis) {
        if (mustMove(eventMillis)) {
            throw new IllegalArgumentException("event at " + eventMillis + " ms is over " + REACH
                    + " half-lives past the landmark. Maybe movedTo was not called?");
        }
        return power(eventMillis);
    }

    /// The value of a counter seen from `nowMillis`.
    public double at(double counter, long nowMillis) {
        return counter / power(nowMillis);
    }

    public boolean mustMove(long eventMillis) {
        return halfLives(eventMillis) > REACH;
    }

    /// The same decay from a landmark a whole number of half-lives later, the last one that is not after `millis`.
    public ForwardDecay movedTo(long millis) {
        long steps = Math.max(0, millis - landmarkMillis) / halfLife.millis();
        return new ForwardDecay(halfLife, landmarkMillis + steps * halfLife.millis());
    }

    /// The factor, in [0, 1], that rewrites a counter of this landmark for the moved one.
    public double factorTo(ForwardDecay moved) {
        long steps = (moved.landmarkMillis - landmarkMillis) / halfLife.millis();
        return Math.scalb(1.0, (int) -Math.min(steps, 2_000));
    }

    private double power(long millis) {
        return Math.exp(Math.log(2) * halfLives(millis));
    }

    private double halfLives(long millis) {
        return (double) (millis - landmarkMillis) / halfLife.millis();
    }
}
