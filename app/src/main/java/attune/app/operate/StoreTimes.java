package attune.app.operate;

import attune.http.metric.Latency;
import attune.http.metric.Metrics;
import attune.http.metric.Size;
import attune.http.telemetry.Attribute;
import attune.http.telemetry.Telemetry;
import attune.http.telemetry.Work;
import attune.store.log.Timekeeper;
import java.util.List;
import java.util.function.LongSupplier;

/// What a community's store does, as figures and, where a collector is named, as spans. A commit joins batches of many
/// requests, so it is a beginning of its own and no part of any one of them.
public final class StoreTimes implements Timekeeper {
    private final LongSupplier tickerNanos;
    private final Telemetry telemetry;
    private final Size batches;
    private final Size events;
    private final Latency write;
    private final Latency sync;
    private final Latency fold;
    private final Latency snapshot;
    private final Latency erasure;

    public StoreTimes(Metrics metrics, Surroundings surroundings) {
        this.tickerNanos = surroundings.tickerNanos();
        this.telemetry = surroundings.telemetry();
        batches = metrics.size("attune.log.group.batches", "Batches of different senders that one commit joins.");
        events = metrics.size("attune.log.group.events", "Events in one commit of the log.");
        write = metrics.latency("attune.log.write", "Time to write the rows of one commit.");
        sync = metrics.latency("attune.log.sync", "Time until one commit is on disk, after its rows are written.");
        fold = metrics.latency("attune.log.fold", "Time to fold one commit into the state.");
        snapshot = metrics.latency("attune.snapshot.save", "Time to save one snapshot.");
        erasure = metrics.latency("attune.erasure.pass", "Time of one pass that rewrites the files.");
    }

    @Override
    public long nowNanos() {
        return tickerNanos.getAsLong();
    }

    @Override
    public void committed(Group group) {
        batches.record(group.batches());
        events.record(group.facts());
        write.record(group.writtenNanos() - group.startedNanos());
        sync.record(group.syncedNanos() - group.writtenNanos());
        fold.record(group.foldedNanos() - group.syncedNanos());
        if (!telemetry.listens()) return;
        telemetry.tell(Work.of("commit", group.startedNanos(), group.foldedNanos())
                .with(Attribute.BATCHES, group.batches())
                .with(Attribute.EVENTS, group.facts())
                .parts(List.of(
                        Work.of("write", group.startedNanos(), group.writtenNanos()),
                        Work.of("sync", group.writtenNanos(), group.syncedNanos()),
                        Work.of("fold", group.syncedNanos(), group.foldedNanos()))));
    }

    @Override
    public void saved(long bytes, long startedNanos) {
        long ended = nowNanos();
        snapshot.record(ended - startedNanos);
        telemetry.tell(Work.of("snapshot", startedNanos, ended)
                .with(Attribute.BYTES, bytes)
                .asSeldom());
    }

    @Override
    public void erased(int members, long facts, long startedNanos) {
        long ended = nowNanos();
        erasure.record(ended - startedNanos);
        telemetry.tell(Work.of("erasure pass", startedNanos, ended)
                .with(Attribute.MEMBERS, members)
                .with(Attribute.EVENTS, facts)
                .asSeldom());
    }
}
