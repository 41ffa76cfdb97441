package attune.testkit.sample;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that a test moves. Any thread may read it.
public final class SteppingClock implements InstantSource {
    private final AtomicLong millis;

    public SteppingClock(long startMillis) {
        millis = new AtomicLong(startMillis);
    }

    public void advance(long byMillis) {
        millis.addAndGet(byMillis);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public long millis() {
        return millis.get();
    }
}
