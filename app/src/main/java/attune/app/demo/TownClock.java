package attune.app.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The town's virtual time as a community's clock. It moves only forward, driven by what happens in the
/// town.
public final class TownClock implements InstantSource {
    private final AtomicLong nowMillis;

    public TownClock(Instant start) {
        this.nowMillis = new AtomicLong(start.toEpochMilli());
    }

    public void advanceTo(long millis) {
        nowMillis.accumulateAndGet(millis, Math::max);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return nowMillis.get();
    }
}
