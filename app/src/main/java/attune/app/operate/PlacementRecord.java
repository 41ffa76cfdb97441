package attune.app.operate;

import attune.model.event.Event.QuarantinePlaced;
import attune.model.identity.MemberId;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.ledger.LedgerUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes into the ledger what rules placed, once it stands in the log: beside the log's writer, which must not
/// wait for a second disk. A ledger that refuses is asked again every ten seconds; the log is the truth
/// meanwhile.
///
/// Threads: [#placed] is called by the log's writer and never waits; beyond [#MOST_WAITING] an entry is dropped, and
/// only the log tells of it.
public final class PlacementRecord implements AutoCloseable {
    static final int MOST_WAITING = 100_000;
    private static final Logger LOG = System.getLogger(PlacementRecord.class.getName());
    private static final long AGAIN_SECONDS = 10;

    private final InstantSource clock;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("quarantine-ledger").daemon().factory());
    private volatile @Nullable Ledger ledger;
    /// One warning per cause. Touched by the thread only.
    private boolean told;

    public PlacementRecord(InstantSource clock) {
        this.clock = clock;
    }

    /// Before this, what is placed waits.
    public void start(Ledger kept) {
        ledger = kept;
        thread.execute(this::write);
    }

    public void placed(List<QuarantinePlaced> placed) {
        for (QuarantinePlaced one : placed) {
            Map<String, String> details = Map.of(
                    "rule", one.rule(),
                    "observed", Long.toString(one.observed()),
                    "limit", Long.toString(one.limit()));
            boolean _ =
                    waiting.offer(new Entry(clock.millis(), "platform", "quarantine.placed", one.member(), details));
        }
        if (!thread.isShutdown()) thread.execute(this::write);
    }

    private void write() {
        Ledger kept = ledger;
        if (kept == null) return;
        try {
            for (Entry next = waiting.peek(); next != null; next = waiting.peek()) {
                long _ = kept.append(next);
                waiting.remove();
                told = false;
            }
        } catch (LedgerUnavailable refused) {
            if (!told) LOG.log(Level.WARNING, "Quarantines wait for the ledger: {0}", refused.getMessage());
            told = true;
            // One that is never taken must not stand before the others.
            Entry first = waiting.poll();
            if (first != null) waiting.add(first);
            if (!thread.isShutdown()) {
                ScheduledFuture<?> _ = thread.schedule(this::write, AGAIN_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /// Whether a placement of one of these members waits.
    public boolean waitsFor(Set<MemberId> members) {
        return waiting.stream().map(Entry::subject).anyMatch(members::contains);
    }

    /// How many placements the ledger does not know yet.
    public int waiting() {
        return waiting.size();
    }

    /// Writes what waits, if the ledger takes it.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(AGAIN_SECONDS, TimeUnit.SECONDS)) thread.shutdownNow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
