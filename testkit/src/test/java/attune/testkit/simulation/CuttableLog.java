package attune.testkit.simulation;

import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.testkit.sample.MemoryEventLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A log whose steps are each durable and whole, as the lane `crash` shows of the real one; the power can be cut before
/// and after each.
record CuttableLog(MemoryEventLog log, SimulatedDisk disk) implements EventLog, Compaction, ErasureLedger {
    @Override
    public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        disk.point();
        CompletableFuture<List<Outcome>> outcomes = log.append(drafts);
        disk.point();
        return outcomes;
    }

    @Override
    public Counts compact(Erased erased, Consumer<Envelope> taken) {
        disk.point();
        Counts counts = log.compact(erased, taken);
        disk.point();
        return counts;
    }

    @Override
    public void finished(List<MemberId> members) {
        disk.point();
        log.finished(members);
        disk.point();
    }

    @Override
    public List<Erased> unfinished() {
        return log.unfinished();
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        return log.replay(after, each);
    }

    @Override
    public void close() {
        log.close();
    }
}
