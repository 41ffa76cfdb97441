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
import attune.store.log.Timekeeper;
import attune.store.projection.State;
import attune.store.projection.Touched;
import attune.store.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Forgets members in the order of decision 0009. Every step may be repeated, so a crash between any two is mended by
/// doing the rest again.
///
/// A tombstone is written, and the state forgets, as soon as it is asked for. The files are rewritten in passes, one at
/// a time: whoever asks while a pass runs joins the next one, so that a thousand requests rewrite the log twice and not
/// a thousand times.
///
/// Threads: any. It waits for disks and rewrites files: seconds, growing with the log.
public final class Erasure {
    /// Tombstones in one batch. Each waits for its member's items to be listed by the log's writer.
    private static final int TOMBSTONES = 1_000;

    private final EventLog log;
    private final ErasureLedger ledger;
    private final Compaction compaction;
    private final State state;
    private final MemberKeys keys;
    private final Blobs blobs;
    private final Snapshots snapshots;
    private final Witness witness;
    private final ReentrantLock pass = new ReentrantLock(true);
    private final Waiting waiting = new Waiting();
    private final Mending mending;
    /// By all that left the log since the last mending; guarded by `pass`.
    private final Touched touched = new Touched();
    private volatile Timekeeper times = Timekeeper.NOBODY;

    public Erasure(
            EventLog log,
            ErasureLedger ledger,
            Compaction compaction,
            State state,
            MemberKeys keys,
            Blobs blobs,
            Snapshots snapshots) {
        this(log, ledger, compaction, state, keys, blobs, snapshots, (_, _) -> {});
    }

    /// @param witness records each pass before it counts as finished
    public Erasure(
            EventLog log,
            ErasureLedger ledger,
            Compaction compaction,
            State state,
            MemberKeys keys,
            Blobs blobs,
            Snapshots snapshots,
            Witness witness) {
        this.witness = witness;
        this.log = log;
        this.ledger = ledger;
        this.compaction = compaction;
        this.state = state;
        this.keys = keys;
        this.blobs = blobs;
        this.snapshots = snapshots;
        this.mending = new Mending(log, ledger, state);
    }

    /// Who hears of every pass from the next one on.
    public void keepTimes(Timekeeper hears) {
        times = hears;
    }

    /// What one pass removed, as counts; free of personal data.
    ///
    /// @param members how many were erased in this pass
    /// @param items how many items they had published
    /// @param facts dropped from the log
    /// @param rewritten facts of others that no longer name the members or their items
    /// @param blobs traces and artifacts dropped
    public record Removed(int members, int items, long facts, long rewritten, long blobs) {}

    /// Told of every pass. If it throws, the pass is unfinished and is done again, by [#finishPending] or at the
    /// next
    /// start.
    @FunctionalInterface
    public interface Witness {
        void erased(List<MemberId> members, Removed removed);
    }

    /// Rejects an unknown or erased member by [NoSuchElementException].
    public Removed erase(MemberId member) {
        return eraseAll(List.of(member))
                .orElseThrow(() -> new NoSuchElementException("There is no such member, or it was erased already."));
    }

    /// Erases many in one pass; those unknown or erased already are passed over. Empty if that is all of them.
    public Optional<Removed> eraseAll(List<MemberId> members) {
        return eraseAll(members, () -> {});
    }

    /// The same.
    ///
    /// @param withdraw drops what was made of the members and lies in memory. Called between the tombstones and the
    ///     rewriting of files, which may fail or be cut short and must not leave it in use
    public Optional<Removed> eraseAll(List<MemberId> members, Runnable withdraw) {
        List<MemberId> buried = new ArrayList<>();
        for (int from = 0; from < members.size(); from += TOMBSTONES) {
            buried.addAll(bury(members.subList(from, Math.min(members.size(), from + TOMBSTONES))));
        }
        if (buried.isEmpty()) return Optional.empty();
        withdraw.run();
        return Optional.of(joinPass(buried));
    }

    /// Finishes what a crash cut short. Called at the start, before the log is folded and before anything is
    /// served.
    public int finishUnfinished() {
        List<Erased> unfinished = ledger.unfinished();
        if (!unfinished.isEmpty()) {
            Erased all = Erased.all(unfinished);
            state.forget(all);
            finish(all);
        }
        return unfinished.size();
    }

    /// Members whose tombstones stand and whose files are not rewritten: their pass runs or waits, or has failed.
    /// Until there are none, the log still tells of them.
    public int pending() {
        return ledger.unfinished().size();
    }

    /// Does again what a failed pass left behind, while everything is served. Returns how many members that were.
    public int finishPending() {
        pass.lock();
        try {
            List<Waiting.Ticket> tickets = waiting.all();
            List<Erased> unfinished = ledger.unfinished();
            if (unfinished.isEmpty()) return 0;
            Removed removed = finish(Erased.all(unfinished));
            tickets.forEach(ticket -> ticket.done(removed));
            return unfinished.size();
        } finally {
            pass.unlock();
        }
    }

    /// Writes tombstones. From their fold on the state knows the members no more, and no new fact can name them.
    private List<MemberId> bury(List<MemberId> members) {
        List<Outcome> outcomes = log.appendNow(members.stream()
                .map(member -> Draft.own("platform", Draft.NOW, new Event.MemberErased(member)))
                .toList());
        List<MemberId> buried = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Accepted) buried.add(members.get(i));
        }
        return buried;
    }

    private Removed joinPass(List<MemberId> buried) {
        Waiting.Ticket ticket = waiting.enter(buried);
        pass.lock();
        try {
            // Whoever had the lock before may have taken this request along.
            Removed done = ticket.removed();
            return done != null ? done : lead(waiting.all(), ticket);
        } finally {
            pass.unlock();
        }
    }

    private Removed lead(List<Waiting.Ticket> tickets, Waiting.Ticket own) {
        Map<MemberId, Erased> unfinished = new HashMap<>();
        for (Erased one : ledger.unfinished()) unfinished.put(one.members().getFirst(), one);
        List<Erased> taken = tickets.stream()
                .flatMap(ticket -> ticket.members().stream())
                .map(member -> unfinished.getOrDefault(member, Erased.NOBODY))
                .toList();
        Timekeeper hears = times;
        long startedNanos = hears.nowNanos();
        Removed removed = finish(Erased.all(taken));
        hears.erased(removed.members(), removed.facts(), startedNanos);
        tickets.forEach(ticket -> ticket.done(removed));
        return removed;
    }

    private Removed finish(Erased erased) {
        // Another pass took all of them along.
        if (erased.members().isEmpty()) return new Removed(0, 0, 0, 0, 0);
        keys.destroy(erased.members());
        Compaction.Counts counts = compaction.compact(erased, fact -> touched.note(fact, erased));
        mending.mend(touched);
        touched.clear();
        int forgotten = blobs.forget(erased) + unlearn();
        // Those taken before the state forgot hold the members; none may be loaded once this counts as finished.
        snapshots.deleteAll();
        Removed removed = new Removed(
                erased.memberNumbers().length, erased.itemCount(), counts.dropped(), counts.rewritten(), forgotten);
        witness.erased(erased.members(), removed);
        ledger.finished(erased.members());
        return removed;
    }

    /// What was learned from all was learned from the erased, too.
    private int unlearn() {
        List<Blobs.Listed> learned = blobs.list(Blobs.LEARNED, null, Integer.MAX_VALUE);
        for (Blobs.Listed one : learned) blobs.delete(Blobs.LEARNED, one.id());
        if (!learned.isEmpty()) blobs.flush();
        return learned.size();
    }
}
