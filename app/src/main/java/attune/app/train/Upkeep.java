package attune.app.train;

import attune.app.operate.Traces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// What a serving community does by itself, once in a while: traces past their retention go, and the model learns from
/// what has happened since. One thread, one task at a time; a task that fails is told in the log and tried again later.
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Upkeep.class.getName());

    private final Traces traces;
    private final Trainer trainer;
    private final InstantSource clock;
    private final List<Duty> duties;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());

    /// What else a community does by itself; says in a sentence what it came to.
    @FunctionalInterface
    public interface Duty {
        String run();
    }

    public Upkeep(Traces traces, Trainer trainer, InstantSource clock, List<Duty> duties) {
        this.traces = traces;
        this.trainer = trainer;
        this.clock = clock;
        this.duties = List.copyOf(duties);
    }

    /// Begins after `first`, then goes on every `period` of real time.
    public void start(Duration first, Duration period) {
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(this::once, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once() {
        for (Duty duty : duties) {
            attempt(() -> LOG.log(Level.INFO, "{0}", duty.run()));
        }
        attempt(this::expireAndTrain);
    }

    private void expireAndTrain() {
        int expired = traces.expire(clock.millis());
        Trainer.Report report = trainer.train();
        LOG.log(Level.INFO, "{0} traces expired. {1}", expired, report.words());
    }

    /// One that fails does not keep the others from running.
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Upkeep failed and is tried again later.", failed);
        }
    }

    /// Lets a running task end.
    @Override
    public void close() {
        thread.close();
    }
}
