package attune.statistics.sketch;

/// Counts of durations in log-linear buckets (the layout of HdrHistogram, Tene 2012): each power of two is split into
/// 64 equal buckets, so a reported quantile is at most 1/64 above a value that was recorded. 3,712 longs hold any
/// duration from 0 to 2^63 − 1 ns; recording is a few instructions and allocates nothing.
///
/// Mutable, owned by one thread; give each thread its own and [#add] them.
public final class LatencyHistogram {

    private static final int SPLIT_BITS = 6;
    private static final int SPLIT = 1 << SPLIT_BITS;

    private final long[] counts = new long[(64 - SPLIT_BITS) * SPLIT];
    private long count;
    private double sumNanos;
    private long maxNanos;

    /// Records one duration; a negative one counts as 0, since clocks that jump back are not the request's fault.
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        sumNanos += value;
        maxNanos = Math.max(maxNanos, value);
    }

    /// Adds all that another histogram has counted.
    public void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sumNanos += other.sumNanos;
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    /// The smallest bucket end with at least the given share of values at or below it, never above the largest
    /// value recorded; share in [0, 1], 0.99 = p99. 0 if nothing was recorded.
    public long quantileNanos(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must lie in [0, 1], was " + share + ". Maybe 0.99 for p99?");
        }
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(lastOf(i), maxNanos);
            }
        }
        return maxNanos;
    }

    public long count() {
        return count;
    }

    public long maxNanos() {
        return maxNanos;
    }

    /// Exact mean; NaN if nothing was recorded.
    public double meanNanos() {
        return count == 0 ? Double.NaN : sumNanos / count;
    }

    /// Values below 64 have a bucket each; above, the position of the highest bit chooses the row and the six bits
    /// below it the bucket.
    private static int bucket(long value) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - SPLIT_BITS);
        return shift * SPLIT + (int) (value >>> shift);
    }

    private static long lastOf(int bucket) {
        int shift = Math.max(0, bucket / SPLIT - 1);
        long mantissa = bucket - (long) shift * SPLIT;
        return ((mantissa + 1) << shift) - 1;
    }
}
