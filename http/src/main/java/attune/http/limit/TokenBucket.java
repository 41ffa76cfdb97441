package attune.http.limit;

import java.util.concurrent.atomic.AtomicLong;

/// One asker's allowance, as the time at which its bucket will be full again (the generic cell rate algorithm, ATM
/// Forum 1996): one number, exact at any rate, without a thread that fills. What a request turns out to weigh may be
/// taken after it was let in, and leaves a debt that the next one waits for. Any thread may call.
final class TokenBucket {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Rate rate;
    private final AtomicLong fullAtNanos;

    TokenBucket(Rate rate, long nowNanos) {
        this.rate = rate;
        this.fullAtNanos = new AtomicLong(nowNanos);
    }

    Rate rate() {
        return rate;
    }

    /// Takes one, if there is one.
    ///
    /// @return 0, or how many nanoseconds to wait for one
    long take(long nowNanos) {
        long each = rate.eachNanos();
        long holds = each * rate.burst();
        while (true) {
            long fullAt = fullAtNanos.get();
            long next = Math.max(fullAt, nowNanos) + each;
            long wait = next - holds - nowNanos;
            if (wait > 0) return wait;
            if (fullAtNanos.compareAndSet(fullAt, next)) return 0;
        }
    }

    /// Takes more for a request that was let in already, into debt if need be; at most one burst of it, so that a
    /// mistake of the asker ends by itself.
    void charge(long tokens, long nowNanos) {
        long each = rate.eachNanos();
        long latest = nowNanos + 2 * each * rate.burst();
        fullAtNanos.updateAndGet(fullAt -> Math.min(Math.max(fullAt, nowNanos) + each * tokens, latest));
    }

    /// Whole tokens left, never negative.
    long left(long nowNanos) {
        long each = rate.eachNanos();
        return Math.max(0, rate.burst() - Math.ceilDiv(Math.max(0, fullAtNanos.get() - nowNanos), each));
    }

    /// Seconds until it is full, rounded up.
    long fullInSeconds(long nowNanos) {
        return Math.ceilDiv(Math.max(0, fullAtNanos.get() - nowNanos), SECOND_NANOS);
    }

    /// Full buckets say nothing, so they may be forgotten.
    boolean full(long nowNanos) {
        return fullAtNanos.get() - nowNanos <= 0;
    }
}
