package attune.store.erasure;

import attune.store.log.Directory;
import attune.store.log.Expiration;
import attune.store.projection.State;
import attune.store.retention.Cutoffs;
import attune.store.snapshot.Snapshots;
import attune.store.view.HoldsView;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/// Carries out a retention: the state first, then the log, so that nothing is used whose fact is gone.
///
/// Threads: any, one at a time by its monitor.
public final class Expiring {
    /// The log is written anew no more often than this, since ingest waits for it; freed cells are overwritten at
    /// once.
    private static final int ANEW_DAYS = 7;

    private final Expiration log;
    private final State state;
    private final Directory directory;
    private final HoldsView holds;
    private final Snapshots snapshots;
    private long passedDay = Long.MIN_VALUE;
    private long rewrittenDay = Long.MIN_VALUE;

    /// @param snapshots hold what was there before, so they go with the first fact that is dropped
    public Expiring(Expiration log, State state, Directory directory, HoldsView holds, Snapshots snapshots) {
        this.log = log;
        this.state = state;
        this.directory = directory;
        this.holds = holds;
        this.snapshots = snapshots;
    }

    /// Drops from the state what is past its term. After a start it makes the replayed state what it was before.
    public synchronized void state(Cutoffs cutoffs) {
        IntPredicate held = held();
        state.expire(cutoffs, held, state.read(() -> Math.max(directory.memberLimit(), directory.itemLimit())));
    }

    /// The pass of the day: drops from state and log, and says how many facts. Empty if it was done today; one that
    /// failed is done again.
    public synchronized OptionalLong daily(Cutoffs cutoffs) {
        if (passedDay == cutoffs.day()) return OptionalLong.empty();
        long dropped = all(cutoffs);
        passedDay = cutoffs.day();
        return OptionalLong.of(dropped);
    }

    /// Facts may be gone from the log when a pass fails, or is killed: so the snapshots, which may hold them, go
    /// after a failure too, and with the first pass after a start.
    private long all(Cutoffs cutoffs) {
        state(cutoffs);
        boolean first = rewrittenDay == Long.MIN_VALUE;
        boolean anew = first || cutoffs.day() - rewrittenDay >= ANEW_DAYS;
        boolean spared = false;
        try {
            long dropped = log.expire(cutoffs, held(), anew);
            spared = dropped == 0 && !first;
            if (anew) rewrittenDay = cutoffs.day();
            return dropped;
        } finally {
            if (!spared) snapshots.deleteAll();
        }
    }

    /// As they stand now; a hold placed while facts expire protects from the next time on.
    private IntPredicate held() {
        BitSet held = new BitSet();
        state.read(holds::holds).forEach(hold -> held.set(hold.member().value()));
        return member -> member >= 0 && held.get(member);
    }
}
