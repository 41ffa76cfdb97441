package attune.http.limit;

/// How much flows into a bucket, and how much it holds.
///
/// @param perSecond what comes back each second
/// @param burst     what may be taken at once after a silence
public record Rate(long perSecond, long burst) {
    public Rate {
        if (perSecond < 1 || perSecond > 100_000_000 || burst < 1 || burst > 1_000_000_000) {
            throw new IllegalArgumentException("A rate is 1 to 100,000,000 a second, its burst 1 to 1,000,000,000.");
        }
    }

    /// As much at once as comes in so many seconds.
    public static Rate of(long perSecond, int burstSeconds) {
        return new Rate(perSecond, perSecond * burstSeconds);
    }

    /// How long an empty bucket takes to fill, rounded up.
    public long windowSeconds() {
        return Math.max(1, (burst + perSecond - 1) / perSecond);
    }
}
