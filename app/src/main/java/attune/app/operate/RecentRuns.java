package attune.app.operate;

import attune.pipeline.trace.Trace;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// The latest runs, read again when the last reading is some seconds old: several consoles may ask at once, and each
/// reading opens a hundred traces. An erasure empties it.
///
/// Guard: its monitor; any thread may ask.
public final class RecentRuns {
    private static final int RUNS = 100;
    private static final long FRESH_NANOS = 10_000_000_000L;

    private final Traces traces;
    private final LongSupplier tickerNanos;
    private List<Trace> latest = List.of();
    private long readNanos;
    private boolean read;

    public RecentRuns(Traces traces, LongSupplier tickerNanos) {
        this.traces = traces;
        this.tickerNanos = tickerNanos;
    }

    public synchronized List<Trace> latest() {
        long now = tickerNanos.getAsLong();
        if (!read || now - readNanos > FRESH_NANOS) {
            latest = traces.latest(null, RUNS);
            readNanos = now;
            read = true;
        }
        return latest;
    }

    /// The next asks anew. After an erasure: it may have been in any of them.
    public synchronized void forget() {
        latest = List.of();
        read = false;
    }

    /// Whether a run that is kept in memory fulfils the condition.
    public synchronized boolean any(Predicate<Trace> condition) {
        return latest.stream().anyMatch(condition);
    }
}
