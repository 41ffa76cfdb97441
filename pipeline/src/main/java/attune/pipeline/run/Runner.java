package attune.pipeline.run;

import attune.model.identity.TraceId;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Walks requests through pipelines. One per community; holds no request's state.
public final class Runner {
    private final ExecutorService outside;
    private final LongSupplier tickerNanos;
    private final RandomGenerator traceIds;
    private final double fullShare;

    /// @param outside one virtual thread per task, for stages that wait for something outside
    /// @param traceIds must be thread-safe, such as a `SecureRandom`
    /// @param fullShare share of runs in [0, 1] whose trace keeps every removed row
    public Runner(ExecutorService outside, LongSupplier tickerNanos, RandomGenerator traceIds, double fullShare) {
        if (!(fullShare >= 0 && fullShare <= 1)) throw new IllegalArgumentException("A share lies in [0, 1].");
        this.outside = outside;
        this.tickerNanos = tickerNanos;
        this.traceIds = traceIds;
        this.fullShare = fullShare;
    }

    /// Runs all stages but effects, which the caller applies when it holds no lock ([#effects]).
    ///
    /// @param sequence the last event this run can see
    public Outcome run(Pipeline pipeline, Versions versions, Query query, long sequence) {
        boolean full = query.chance("full-trace").nextDouble() < fullShare;
        return new Run(pipeline, query, outside, tickerNanos, full)
                .walk(new TraceId(traceIds.nextLong()), versions, sequence);
    }

    /// Hydrates the query's given items as a request would, without filters, scores or a trace: training
    /// and serving share this one way to a feature.
    public Candidates hydrate(Pipeline pipeline, Query query) {
        return new Run(pipeline, query, outside, tickerNanos, false).hydrateOnly();
    }

    /// The query's given items that every filter still lets through, in their order: a page served later
    /// than its slate was composed.
    public int[] recheck(Pipeline pipeline, Query query) {
        return new Run(pipeline, query, outside, tickerNanos, false).recheck();
    }

    /// Applies the effects of a finished run. A failing effect is reported to `failed` and changes nothing.
    public void effects(Pipeline pipeline, Query query, Outcome.Ranked answer, EffectFailure failed) {
        for (var effect : pipeline.effects()) {
            try {
                effect.apply(query, answer.trace());
            } catch (RuntimeException fault) {
                failed.report(effect.spec().name(), fault);
            }
        }
    }

    /// Hears of an effect that failed.
    @FunctionalInterface
    public interface EffectFailure {
        void report(String effect, RuntimeException fault);
    }

    /// Versions of what a scorer brings along, for the trace.
    public record Versions(String values, String model) {}
}
