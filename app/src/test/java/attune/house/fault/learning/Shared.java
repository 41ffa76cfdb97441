package attune.house.fault.learning;

import java.util.concurrent.atomic.AtomicLong;

/// Breaks "no static mutable state" three times.
final class Shared {
    static int counter;
    static final int[] TABLE = {1, 2, 3};
    private static final AtomicLong CACHE = new AtomicLong();

    private Shared() {}

    static long next() {
        counter++;
        return CACHE.incrementAndGet();
    }
}
