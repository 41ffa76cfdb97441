package attune.app.surface;

import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Slates whose later pages may still be asked for. A slate is composed once and is finite; pages walk it,
/// so nothing comes twice and nothing is lost when new items arrive, which wait for the next slate.
///
/// Held in memory, bounded and short-lived: an expired cursor gets a clear answer. Guarded by its own
/// monitor.
final class SlateSessions {
    private final int capacity;
    private final long lifeNanos;
    private final LongSupplier tickerNanos;
    private final Map<Long, Held> slates = new LinkedHashMap<>();

    /// @param tickerNanos real time: a community's clock may run faster, as in the demo, its readers do not
    SlateSessions(int capacity, Duration life, LongSupplier tickerNanos) {
        this.capacity = capacity;
        this.lifeNanos = life.toNanos();
        this.tickerNanos = tickerNanos;
    }

    /// What was composed before this position of the log is not kept any more.
    private long fromSequence;

    private record Held(Trace trace, long sinceNanos) {}

    synchronized void put(Trace trace) {
        if (trace.sequence() < fromSequence) return;
        slates.put(trace.id().value(), new Held(trace, tickerNanos.getAsLong()));
        Iterator<Held> oldest = slates.values().iterator();
        while (oldest.hasNext()) {
            Held first = oldest.next();
            if (slates.size() <= capacity && !expired(first)) return;
            oldest.remove();
        }
    }

    synchronized Optional<Trace> get(TraceId id) {
        Held held = slates.get(id.value());
        return held == null || expired(held) ? Optional.empty() : Optional.of(held.trace());
    }

    /// Forgets every slate composed before a position of the log, those still under way included: after an erasure,
    /// which may be of anyone in them.
    synchronized void clear(long beforeSequence) {
        fromSequence = beforeSequence;
        slates.values().removeIf(held -> held.trace.sequence() < beforeSequence);
    }

    synchronized boolean any(Predicate<Trace> condition) {
        return slates.values().stream().map(Held::trace).anyMatch(condition);
    }

    private boolean expired(Held held) {
        return tickerNanos.getAsLong() - held.sinceNanos() > lifeNanos;
    }
}
