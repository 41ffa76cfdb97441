package attune.app.api;

import attune.app.operate.EventRate;
import attune.http.metric.Counter;
import attune.http.metric.Latency;
import attune.http.metric.Metrics;
import attune.http.problem.ProblemKind;
import attune.model.event.Envelope;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The log as the doors write to it: what becomes of events is counted, and a log that cannot write is a 503 and a
/// failing health check rather than a fault.
public final class CountedLog implements EventLog {
    /// The latency of which this log keeps count.
    public static final String ACKNOWLEDGED = "attune.log.acknowledged";

    private final EventLog log;
    private final Counter accepted;
    private final Counter duplicate;
    private final Counter rejected;
    private final EventRate rate;
    private final Latency acknowledged;
    private final LongSupplier tickerNanos;
    private final AtomicLong waiting = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();

    public CountedLog(EventLog log, Metrics metrics, EventRate rate, LongSupplier tickerNanos) {
        this.log = log;
        this.rate = rate;
        this.tickerNanos = tickerNanos;
        this.acknowledged = metrics.latency(ACKNOWLEDGED, "From handing a batch to the log to its acknowledgement.");
        this.accepted = counter(metrics, "accepted");
        this.duplicate = counter(metrics, "duplicate");
        this.rejected = counter(metrics, "rejected");
        metrics.gauge("attune.log.head", "The last durable sequence.", log::head);
        metrics.gauge("attune.log.waiting", "Events handed to the log and not acknowledged yet.", waiting::get);
    }

    private static Counter counter(Metrics metrics, String outcome) {
        return metrics.counter("attune.events", "Events that came in by the API.", "outcome", outcome);
    }

    /// Why the log takes nothing any more, or why the last append failed; empty if all is well.
    public Optional<String> trouble() {
        return log.stopped().or(() -> trouble);
    }

    /// Events handed to the log and not acknowledged yet.
    public long waiting() {
        return waiting.get();
    }

    @Override
    public Optional<String> stopped() {
        return log.stopped();
    }

    @Override
    public List<Outcome> appendNow(List<Draft> drafts) {
        try {
            List<Outcome> outcomes = append(drafts).join();
            trouble = Optional.empty();
            outcomes.forEach(this::count);
            return outcomes;
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof LogUnavailable unavailable)) throw failed;
            trouble = Optional.of(String.valueOf(unavailable.getMessage()));
            throw ProblemKind.UNAVAILABLE
                    .with("The log cannot take this now; nothing of it is acknowledged")
                    .hint(
                            unavailable.retryable()
                                    ? "send it again in a moment"
                                    : "keep it and send it again with the same idempotency ids once the operator"
                                            + " has looked at the disk and started again")
                    .exception();
        }
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> {
                accepted.add();
                rate.add(1);
            }
            case Outcome.Duplicate _ -> duplicate.add();
            case Outcome.Rejected _ -> rejected.add();
        }
    }

    @Override
    public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        long handedNanos = tickerNanos.getAsLong();
        waiting.addAndGet(drafts.size());
        CompletableFuture<List<Outcome>> appended;
        try {
            appended = log.append(drafts);
        } catch (RuntimeException refused) {
            waiting.addAndGet(-drafts.size());
            throw refused;
        }
        return appended.whenComplete((outcomes, failure) -> {
            waiting.addAndGet(-drafts.size());
            if (failure == null) acknowledged.record(tickerNanos.getAsLong() - handedNanos);
        });
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        return log.replay(after, each);
    }

    @Override
    public void read(long[] sequences, Consumer<Envelope> each) {
        log.read(sequences, each);
    }

    @Override
    public void close() {
        log.close();
    }
}
