package attune.app.surface;

import attune.http.telemetry.Attribute;
import attune.http.telemetry.Telemetry;
import attune.http.telemetry.Work;
import attune.pipeline.run.Outcome;
import attune.pipeline.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Tells of each run and its stages, from what its trace measured: names, counts and times, nothing of the viewer and
/// nothing of the items.
final class RunSpans {
    private final Telemetry telemetry;
    private final LongSupplier tickerNanos;

    RunSpans(Telemetry telemetry, LongSupplier tickerNanos) {
        this.telemetry = telemetry;
        this.tickerNanos = tickerNanos;
    }

    Outcome tell(String surface, Supplier<Outcome> run) {
        if (!telemetry.listens()) return run.get();
        long started = tickerNanos.getAsLong();
        Outcome outcome = run.get();
        long ended = tickerNanos.getAsLong();
        Work work = Work.of("run " + surface, started, ended).with(Attribute.SURFACE, surface);
        telemetry.tell(
                switch (outcome) {
                    case Outcome.Refused _ -> work.with(Attribute.OUTCOME, "refused");
                    case Outcome.Ranked(Trace trace) ->
                        work.with(Attribute.OUTCOME, "ranked")
                                .with(Attribute.PROFILED, trace.profiled() ? 1 : 0)
                                .with(Attribute.ROWS_OUT, trace.rows().size())
                                .parts(stages(trace, started, ended));
                });
        return outcome;
    }

    /// A trace keeps how long each stage took, not when it began. Stages in memory run one after the other, so they
    /// are
    /// laid end to end, up to the end of the run; what waited for the state's lock stands in front of them.
    private static List<Work> stages(Trace trace, long started, long ended) {
        long all = trace.stages().stream()
                .mapToLong(stage -> stage.micros() * 1_000)
                .sum();
        long at = Math.max(started, ended - all);
        List<Work> stages = new ArrayList<>();
        for (Trace.StageRun stage : trace.stages()) {
            long until = Math.min(ended, at + stage.micros() * 1_000);
            stages.add(Work.of(stage.kind() + " " + stage.name(), at, until)
                    .with(Attribute.STAGE, stage.name())
                    .with(Attribute.STAGE_KIND, stage.kind())
                    .with(Attribute.ROWS_IN, stage.in())
                    .with(Attribute.ROWS_OUT, stage.out())
                    .with(Attribute.OUTCOME, stage.status().name().toLowerCase(Locale.ROOT))
                    .failed(stage.status() == Trace.Status.FAILED || stage.status() == Trace.Status.LATE));
            at = until;
        }
        return stages;
    }
}
