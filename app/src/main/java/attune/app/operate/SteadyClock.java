package attune.app.operate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The wall's clock without its jumps (decision 0024). While wall and ticker agree to a minute, time is the
/// wall's. When they part, somebody set the clock: time goes on by the ticker, and the new time is followed
/// only after it has stood for ten minutes. So a clock that is wrong for a moment expires no trace, no session
/// and no retention, and one that was put right is obeyed soon.
///
/// Threads: any. Guard: its monitor.
public final class SteadyClock implements InstantSource {
    static final long SLACK_MILLIS = 60_000;
    static final long PATIENCE_NANOS = 600_000_000_000L;
    private static final Logger LOG = System.getLogger(SteadyClock.class.getName());

    private final InstantSource wall;
    private final LongSupplier tickerNanos;
    private long agreedMillis;
    private long agreedNanos;
    private boolean parted;
    private long partedNanos;

    public SteadyClock(InstantSource wall, LongSupplier tickerNanos) {
        this.wall = wall;
        this.tickerNanos = tickerNanos;
        this.agreedMillis = wall.millis();
        this.agreedNanos = tickerNanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public synchronized long millis() {
        long now = wall.millis();
        long nanos = tickerNanos.getAsLong();
        long steady = agreedMillis + (nanos - agreedNanos) / 1_000_000;
        if (Math.abs(now - steady) <= SLACK_MILLIS) return agree(now, nanos);
        if (!parted) {
            parted = true;
            partedNanos = nanos;
            LOG.log(
                    Level.WARNING,
                    "The clock jumped by {0} s; it is followed if it stays so for ten minutes.",
                    (now - steady) / 1_000);
        }
        return nanos - partedNanos < PATIENCE_NANOS ? steady : agree(now, nanos);
    }

    private long agree(long now, long nanos) {
        agreedMillis = now;
        agreedNanos = nanos;
        parted = false;
        return now;
    }
}
