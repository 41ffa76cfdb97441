package attune.store.erasure;

import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.keys.MemberKeys;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.State;
import java.util.List;
import java.util.NoSuchElementException;

/// Forgets members in the order of decision 0009. Every step may be repeated, so a crash between any two is mended by
/// doing the rest again.
///
/// Threads: any; one erasure at a time. It waits for disks and rewrites files: seconds, growing with the log.
public final class Erasure {
    private final EventLog log;
    private final ErasureLedger ledger;
    private final Compaction compaction;
    private final State state;
    private final MemberKeys keys;
    private final Blobs blobs;

    public Erasure(
            EventLog log, ErasureLedger ledger, Compaction compaction, State state, MemberKeys keys, Blobs blobs) {
        this.log = log;
        this.ledger = ledger;
        this.compaction = compaction;
        this.state = state;
        this.keys = keys;
        this.blobs = blobs;
    }

    /// What was removed, as counts; free of personal data.
    ///
    /// @param items how many items the member had published
    /// @param facts dropped from the log
    /// @param rewritten facts of others that no longer name the member or the member's items
    /// @param blobs traces and artifacts dropped
    public record Removed(int items, long facts, long rewritten, long blobs) {}

    /// Rejects an unknown or erased member by [NoSuchElementException].
    public synchronized Removed erase(MemberId member) {
        // From the fold of the tombstone on, no new fact can name the member: the directory knows it no more.
        Outcome tombstone = log.appendNow(List.of(Draft.own("platform", Draft.NOW, new Event.MemberErased(member))))
                .getFirst();
        if (!(tombstone instanceof Outcome.Accepted)) {
            throw new NoSuchElementException("There is no such member, or it was erased already.");
        }
        return finish(ledger.unfinished().stream()
                .filter(erased -> erased.member().equals(member))
                .findFirst()
                .orElseThrow());
    }

    /// Finishes what a crash cut short. Called at the start, before the log is folded and before anything is
    /// served.
    public synchronized int finishUnfinished() {
        List<Erased> unfinished = ledger.unfinished();
        unfinished.forEach(this::finish);
        return unfinished.size();
    }

    private Removed finish(Erased erased) {
        state.forget(erased);
        keys.destroy(erased.member());
        Compaction.Counts counts = compaction.compact(erased);
        int forgotten = blobs.forget(erased);
        ledger.finished(erased.member());
        return new Removed(erased.itemCount(), counts.dropped(), counts.rewritten(), forgotten);
    }
}
