package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// All cores of the machine, for work that falls into ranges: as many threads, each takes the next small range until
/// none is left. Close it to end them.
public final class Cores implements Ranges, AutoCloseable {
    /// Small enough that no thread waits long for the last one, large enough that scratch per range is worth it.
    private static final int RANGES_PER_CORE = 8;

    private final int cores;
    private final ExecutorService threads;

    private Cores(int cores) {
        this.cores = cores;
        this.threads = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().daemon().name("evaluate-", 0).factory());
    }

    public static Cores all() {
        return new Cores(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void each(int count, Work work) {
        int length = Math.max(1, count / (cores * RANGES_PER_CORE));
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            running.add(threads.submit(() -> {
                for (int from = next.getAndAdd(length); from < count; from = next.getAndAdd(length)) {
                    work.run(from, Math.min(count, from + length));
                }
            }));
        }
        running.forEach(Cores::await);
    }

    private static void await(Future<?> range) {
        try {
            range.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "a range of the evaluation failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the evaluation was interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
