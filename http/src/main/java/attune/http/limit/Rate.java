package attune.http.limit;

/// How much flows into a bucket, and how much it holds.
///
/// @param count     what comes back in each `span`
/// @param span      a second or an hour
/// @param burst     what may be taken at once after a silence
public record Rate(long count, Span span, long burst) {
    /// What a rate is told by.
    public enum Span {
        SECOND(1),
        HOUR(3_600);

        private final long seconds;

        Span(long seconds) {
            this.seconds = seconds;
        }
    }

    public Rate {
        if (count < 1 || count > 100_000_000 || burst < 1 || burst > 1_000_000_000) {
            throw new IllegalArgumentException("A rate is 1 to 100,000,000, its burst 1 to 1,000,000,000.");
        }
    }

    /// As much at once as comes in so many seconds.
    public static Rate of(long perSecond, int burstSeconds) {
        return new Rate(perSecond, Span.SECOND, perSecond * burstSeconds);
    }

    /// An hour's worth at once, then one as each comes back.
    public static Rate hourly(long perHour) {
        return new Rate(perHour, Span.HOUR, perHour);
    }

    /// How long one takes to come back.
    long eachNanos() {
        return span.seconds * 1_000_000_000L / count;
    }

    /// How long an empty bucket takes to fill, rounded up.
    public long windowSeconds() {
        return Math.max(1, (burst * span.seconds + count - 1) / count);
    }
}
