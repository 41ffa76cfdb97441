package attune.store.projection;

import attune.model.event.Envelope;
import attune.store.log.Erased;
import attune.store.retention.Cutoffs;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All projections of one community behind one read-write lock (decision 0017): the writer folds a group
/// under the write lock, a request runs under the read lock and sees one sequence from its first stage to
/// its last.
///
/// Whoever changes the state takes the lock of changes first, so that a snapshot can hold the state still by that lock
/// alone, while requests go on reading.
public final class State {
    private static final int EXPIRY_SLICE = 2_048;

    private final ReentrantLock changes = new ReentrantLock();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final List<Projection> projections;
    private long sequence;
    private Consumer<Erased> forgotten = _ -> {};
    private @Nullable Expiry expired;

    /// Projections are folded in this order; one may read those before it.
    public State(List<Projection> projections) {
        this.projections = List.copyOf(projections);
    }

    public List<Projection> projections() {
        return projections;
    }

    /// The sequence of the last folded event. Call it inside [#read] to learn what a request saw.
    public long sequence() {
        return sequence;
    }

    /// Runs `question` while no event is folded. Must not append to the log and wait for it: the writer
    /// would wait in turn.
    public <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Runs `work` while nothing is folded or forgotten; requests go on reading, the log's writer waits. For
    /// snapshots.
    public <T> T still(Supplier<T> work) {
        changes.lock();
        try {
            return work.get();
        } finally {
            changes.unlock();
        }
    }

    /// Runs `load`, which replaces the state of all projections, and takes over the sequence it returns.
    public void restore(LongSupplier load) {
        change(() -> sequence = load.getAsLong());
    }

    private void change(Runnable work) {
        changes.lock();
        lock.writeLock().lock();
        try {
            work.run();
        } finally {
            lock.writeLock().unlock();
            changes.unlock();
        }
    }

    /// Folds a group of envelopes. Called by replay, from which the erased are gone already.
    public void fold(List<Envelope> group) {
        fold(group, Erased.NOBODY);
    }

    /// Folds a group just written, and forgets whom its tombstones name, in one step no request can see half of.
    /// Called by the log's writer only.
    ///
    /// @param erased all members with a tombstone in the group, so that many share one walk over the state
    public void fold(List<Envelope> group, Erased erased) {
        change(() -> {
            for (Envelope envelope : group) {
                for (Projection projection : projections) projection.apply(envelope);
                sequence = envelope.sequence();
            }
            if (erased.isEmpty()) return;
            for (Projection projection : projections) projection.forget(erased);
            forgotten.accept(erased);
        });
    }

    /// Makes every projection forget.
    public void forget(Erased erased) {
        fold(List.of(), erased);
    }

    /// Drops what is past its term, slice by slice: what waits for the lock waits for one of them.
    ///
    /// @param limit one more than the largest number of a member or item
    public void expire(Cutoffs cutoffs, IntPredicate held, int limit) {
        change(() -> expired = new Expiry(cutoffs, held, 0, limit));
        for (int from = 0; from < limit; from += EXPIRY_SLICE) {
            Expiry slice = new Expiry(cutoffs, held, from, Math.min(limit, from + EXPIRY_SLICE));
            change(() -> {
                for (Projection projection : projections) projection.expire(slice);
            });
        }
    }

    /// Whom to tell, from now on, who is forgotten. One listener, which must not wait for anything.
    public void tellForgotten(Consumer<Erased> listener) {
        change(() -> forgotten = listener);
    }

    /// Puts mends that were folded up to this state's sequence in the place of what stands there, unless one of
    /// them is
    /// not sound; says whether it did. Called inside [#still].
    ///
    /// @param erased since the log was cleared for them
    public boolean install(List<Mend> mends, Erased erased) {
        Expiry past = expired;
        for (Mend mend : mends) {
            mend.forget(erased);
            if (past != null) mend.expire(past);
        }
        if (!mends.stream().allMatch(Mend::sound)) return false;
        change(() -> mends.forEach(Mend::install));
        return true;
    }

    /// The digest of one projection, for comparing two folds.
    public long digest(Projection projection) {
        return read(() -> {
            Digest digest = new Digest();
            projection.digest(digest);
            return digest.value();
        });
    }
}
