package attune.store.erasure;

import attune.model.event.Envelope;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.projection.Mend;
import attune.store.projection.State;
import attune.store.projection.Touched;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Makes memories of bounded length exact after an erasure: what they had dropped for the erased is folded again, from
/// the log that no longer knows them, beside a state that goes on folding. Only the last few facts are folded while
/// the log's writer waits. Costs one reading of the log, and none where nothing had been dropped.
final class Mending {
    /// Facts that may be left when the writer is made to wait: milliseconds.
    private static final int FEW = 4_096;

    private final EventLog log;
    private final ErasureLedger ledger;
    private final State state;

    Mending(EventLog log, ErasureLedger ledger, State state) {
        this.log = log;
        this.ledger = ledger;
        this.state = state;
    }

    /// Called when the log is rid of the erased and before any snapshot of the state may stay.
    void mend(Touched touched) {
        boolean mended = false;
        while (!mended) mended = once(touched);
    }

    private boolean once(Touched touched) {
        Queue<Erased> forgotten = new ConcurrentLinkedQueue<>();
        state.tellForgotten(forgotten::add);
        try {
            List<Mend> mends = state.read(() -> state.projections().stream()
                    .map(projection -> projection.mend(touched))
                    .flatMap(Optional::stream)
                    .toList());
            if (mends.isEmpty()) return true;
            // The state has forgotten whoever waits for the next pass; the log has not.
            forgotten.addAll(ledger.unfinished());
            long reached = 0;
            while (log.head() - reached > FEW) reached = fold(mends, reached, Long.MAX_VALUE);
            long last = reached;
            return state.still(() -> {
                fold(mends, last, state.sequence());
                return state.install(mends, Erased.all(forgotten));
            });
        } finally {
            state.tellForgotten(_ -> {});
        }
    }

    /// Returns the sequence reached.
    private long fold(List<Mend> mends, long after, long upTo) {
        long[] reached = {after};
        long head = log.head();
        log.replay(after, (Envelope envelope) -> {
            if (envelope.sequence() > upTo) return;
            for (Mend mend : mends) mend.fold(envelope);
            reached[0] = envelope.sequence();
        });
        return Math.max(reached[0], Math.min(head, upTo));
    }
}
