package attune.pipeline.run;

import attune.pipeline.stage.Spec;
import attune.pipeline.trace.Trace.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs tasks of neighbouring stages: memory ones at once in this thread, outside ones beside each other
/// with their own deadlines. All outside tasks start before the first memory task runs, so waiting and
/// working overlap.
final class Outside {
    private final ExecutorService executor;
    private final LongSupplier tickerNanos;

    Outside(ExecutorService executor, LongSupplier tickerNanos) {
        this.executor = executor;
        this.tickerNanos = tickerNanos;
    }

    /// @param work must touch nothing shared; its result is taken over by the request's thread
    record Task<R>(Spec spec, Work<R> work) {}

    @FunctionalInterface
    interface Work<R> {
        R run();
    }

    record Done<R>(
            Spec spec,
            Status status,
            @Nullable R result,
            @Nullable Throwable fault,
            long micros) {}

    <R> List<Done<R>> run(List<Task<R>> tasks) {
        List<@Nullable Future<R>> futures = new ArrayList<>();
        for (Task<R> task : tasks) {
            futures.add(task.spec().effort() instanceof Spec.Effort.Outside ? executor.submit(task.work()::run) : null);
        }
        long started = tickerNanos.getAsLong();
        List<Done<R>> done = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Future<R> future = futures.get(i);
            done.add(future == null ? here(tasks.get(i)) : await(tasks.get(i), future, started));
        }
        return done;
    }

    private <R> Done<R> here(Task<R> task) {
        long started = tickerNanos.getAsLong();
        try {
            return new Done<>(task.spec(), Status.OK, task.work().run(), null, since(started));
        } catch (RuntimeException fault) {
            return new Done<>(task.spec(), Status.FAILED, null, fault, since(started));
        }
    }

    private <R> Done<R> await(Task<R> task, Future<R> future, long started) {
        long deadlineNanos = task.spec().effort() instanceof Spec.Effort.Outside(var deadline) ? deadline.toNanos() : 0;
        long left = deadlineNanos - (tickerNanos.getAsLong() - started);
        try {
            R result = future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            return new Done<>(task.spec(), Status.OK, result, null, since(started));
        } catch (TimeoutException late) {
            future.cancel(true);
            return new Done<>(task.spec(), Status.LATE, null, late, since(started));
        } catch (ExecutionException failed) {
            return new Done<>(task.spec(), Status.FAILED, null, failed.getCause(), since(started));
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new Done<>(task.spec(), Status.LATE, null, interrupted, since(started));
        }
    }

    private long since(long started) {
        return (tickerNanos.getAsLong() - started) / 1000;
    }
}
