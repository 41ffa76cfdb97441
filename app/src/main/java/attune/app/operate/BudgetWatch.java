package attune.app.operate;

import attune.app.config.Budget;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Looks at a community's budget, at most every few seconds, because sizing a folder reads its directory and weighing
/// the state walks over it. What is over
/// is over until a later look finds it under again.
///
/// Guard: its monitor; any thread may ask.
public final class BudgetWatch {
    private static final long LOOK_NANOS = 5_000_000_000L;

    private final Budget budget;
    private final LongSupplier usedBytes;
    private final LongSupplier freeBytes;
    private final LongSupplier memoryBytes;
    private final DoubleSupplier heapShare;
    private final LongSupplier tickerNanos;
    private long lookedNanos;
    private Use use;

    /// @param usedBytes what the community's folder holds
    /// @param freeBytes what its disk has left
    /// @param memoryBytes what its state takes of the heap
    /// @param heapShare how much of the heap was in use after the last collection
    public BudgetWatch(
            Budget budget,
            LongSupplier usedBytes,
            LongSupplier freeBytes,
            LongSupplier memoryBytes,
            DoubleSupplier heapShare,
            LongSupplier tickerNanos) {
        this.budget = budget;
        this.usedBytes = usedBytes;
        this.freeBytes = freeBytes;
        this.memoryBytes = memoryBytes;
        this.heapShare = heapShare;
        this.tickerNanos = tickerNanos;
        this.lookedNanos = tickerNanos.getAsLong();
        this.use = look();
    }

    /// What the latest look found.
    ///
    /// @param usedBytes of the folder; `freeBytes` of its disk
    /// @param memoryBytes of the heap, as estimated, for this community's state
    /// @param heapShare of the heap, after a collection
    /// @param trouble what is over the budget, in words for an operator; empty when nothing is
    public record Use(long usedBytes, long freeBytes, long memoryBytes, double heapShare, Optional<String> trouble) {}

    public Budget budget() {
        return budget;
    }

    public synchronized Use use() {
        long now = tickerNanos.getAsLong();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            use = look();
        }
        return use;
    }

    /// What is over the budget, in words for an operator; empty when nothing is.
    public Optional<String> trouble() {
        return use().trouble();
    }

    private Use look() {
        long used = usedBytes.getAsLong();
        long free = freeBytes.getAsLong();
        long memory = memoryBytes.getAsLong();
        double heap = heapShare.getAsDouble();
        return new Use(used, free, memory, heap, over(used, free, memory, heap));
    }

    private Optional<String> over(long used, long free, long memory, double heap) {
        if (free < budget.freeBytes()) {
            return Optional.of("The disk has %,d MB left, less than the %,d MB that must stay free."
                    .formatted(free >> 20, budget.freeBytes() >> 20));
        }
        if (used > budget.diskBytes()) {
            return Optional.of("The community's folder holds %,d MB, more than its budget of %,d MB."
                    .formatted(used >> 20, budget.diskBytes() >> 20));
        }
        if (memory > budget.memoryBytes()) {
            return Optional.of("The community's state takes some %,d MB of the heap, more than its budget of %,d MB."
                    .formatted(memory >> 20, budget.memoryBytes() >> 20));
        }
        if (heap > budget.heapShare()) {
            return Optional.of("%.0f%% of the heap is in use after a collection, more than the %.0f%% allowed."
                    .formatted(heap * 100, budget.heapShare() * 100));
        }
        return Optional.empty();
    }
}
