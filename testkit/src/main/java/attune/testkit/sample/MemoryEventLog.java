package attune.testkit.sample;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.MemberId;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.log.Expiration;
import attune.store.log.Forgetting;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.projection.State;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import attune.store.resolve.Past;
import attune.store.resolve.Resolver;
import attune.store.retention.Cutoffs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// A log in memory with the resolution of the real one and no disk: for tests of whatever stands on a log. Guarded by
/// its own monitor; the caller's thread is the writer.
public final class MemoryEventLog implements EventLog, Compaction, Expiration, ErasureLedger {
    private static final Origin WATCH = Origin.of("quarantine");

    private final State state;
    private final InstantSource clock;
    private final Resolver resolver;
    private final Watch watch;
    private final TreeMap<Long, Envelope> facts = new TreeMap<>();
    private final Map<String, Long> idempotency = new HashMap<>();
    private final Map<String, Long> records = new HashMap<>();
    private final Map<MemberId, Erased> unfinished = new LinkedHashMap<>();
    private long head;
    private long lastArrivalMillis;
    private boolean closed;

    public MemoryEventLog(State state, DirectoryFold directory, InstantSource clock) {
        this(state, directory, Watch.NOBODY, clock);
    }

    /// The same with somebody who looks at every event before it is written.
    public MemoryEventLog(State state, DirectoryFold directory, Watch watch, InstantSource clock) {
        this.watch = watch;
        this.state = state;
        this.clock = clock;
        this.resolver = new Resolver(directory, new Written());
    }

    /// The same log after a crash of the process: its facts, and a state and a directory that are yet to be folded.
    public synchronized MemoryEventLog startedAgain(State state, DirectoryFold directory) {
        directory.startAt(resolver.next());
        MemoryEventLog again = new MemoryEventLog(state, directory, clock);
        again.facts.putAll(facts);
        again.idempotency.putAll(idempotency);
        again.records.putAll(records);
        again.unfinished.putAll(unfinished);
        again.head = head;
        again.lastArrivalMillis = lastArrivalMillis;
        return again;
    }

    @Override
    public synchronized CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        if (closed) return CompletableFuture.failedFuture(new LogUnavailable("The log is closed.", false));
        List<Outcome> outcomes = new ArrayList<>();
        List<Envelope> group = new ArrayList<>();
        List<Erased> erased = new ArrayList<>();
        for (Draft draft : drafts) outcomes.add(write(draft, group, erased));
        state.fold(group, Erased.all(erased));
        resolver.clear();
        watch.settled();
        return CompletableFuture.completedFuture(outcomes);
    }

    private Outcome write(Draft draft, List<Envelope> group, List<Erased> gone) {
        String key = draft.origin().source() + "\n" + draft.idempotency();
        Long first = draft.idempotency() == null ? null : idempotency.get(key);
        if (first != null) return new Outcome.Duplicate(first);
        try {
            long arrivalMillis = Math.max(clock.millis(), lastArrivalMillis);
            lastArrivalMillis = arrivalMillis;
            long eventMillis = Resolver.eventMillis(draft, arrivalMillis);
            Resolver.Resolved resolved = resolver.resolve(draft);
            if (resolved.undone() != null) records.remove(name(resolved.undone()));
            for (Event event : resolved.events()) {
                Origin origin = Origin.of(draft.origin().source());
                Envelope next = new Envelope(head + 1, eventMillis, arrivalMillis, origin, event);
                for (Event placed : watch.before(next)) {
                    put(new Envelope(head + 1, arrivalMillis, arrivalMillis, WATCH, placed), group);
                }
                put(new Envelope(head + 1, eventMillis, arrivalMillis, origin, event), group);
                if (event instanceof Event.MemberErased erased) {
                    Erased one = Erased.of(erased.member(), resolver.itemsOf(erased.member()));
                    unfinished.put(erased.member(), one);
                    gone.add(one);
                }
            }
        } catch (Rejection rejection) {
            return new Outcome.Rejected(rejection.code(), rejection.field(), rejection.detail());
        }
        if (draft.idempotency() != null) idempotency.put(key, head);
        if (draft.origin().record() != null) records.put(name(draft.origin()), head);
        return new Outcome.Accepted(head);
    }

    private void put(Envelope envelope, List<Envelope> group) {
        head = envelope.sequence();
        resolver.accept(head, envelope.event());
        facts.put(head, envelope);
        group.add(envelope);
    }

    private static String name(Origin origin) {
        return origin.source() + "\n" + origin.record();
    }

    @Override
    public synchronized long head() {
        return head;
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        List<Envelope> copy;
        synchronized (this) {
            copy = List.copyOf(facts.tailMap(after, false).values());
        }
        copy.forEach(each);
        return new ReplayReport(copy.size(), 0, 0);
    }

    @Override
    public synchronized Counts compact(Erased erased, Consumer<Envelope> taken) {
        long dropped = 0;
        long rewritten = 0;
        for (Envelope envelope : List.copyOf(facts.values())) {
            Optional<Event> rest = Forgetting.rest(envelope.event(), erased);
            if (!rest.equals(Optional.of(envelope.event()))) taken.accept(envelope);
            if (rest.isEmpty()) {
                drop(envelope.sequence());
                dropped++;
            } else if (!rest.get().equals(envelope.event())) {
                facts.put(
                        envelope.sequence(),
                        new Envelope(
                                envelope.sequence(),
                                envelope.eventMillis(),
                                envelope.arrivalMillis(),
                                envelope.origin(),
                                rest.get()));
                rewritten++;
            }
        }
        return new Counts(dropped, rewritten);
    }

    @Override
    public synchronized long expire(Cutoffs cutoffs, IntPredicate held, boolean anew) {
        List<Envelope> gone = facts.values().stream()
                .filter(cutoffs::gone)
                .filter(it -> !(it.event() instanceof Event.OfMember own
                        && held.test(own.member().value())))
                .toList();
        for (Envelope envelope : gone) drop(envelope.sequence());
        return gone.size();
    }

    private void drop(long sequence) {
        facts.remove(sequence);
        idempotency.values().remove(sequence);
        records.values().remove(sequence);
    }

    @Override
    public synchronized List<Erased> unfinished() {
        return List.copyOf(unfinished.values());
    }

    @Override
    public synchronized void finished(List<MemberId> members) {
        members.forEach(unfinished::remove);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private final class Written implements Past {
        @Override
        public Event at(long sequence) {
            Envelope envelope = facts.get(sequence);
            if (envelope == null) throw new IllegalStateException("No fact has sequence " + sequence + ".");
            return envelope.event();
        }

        @Override
        public Optional<Event> from(String source, String record) {
            Long sequence = records.get(source + "\n" + record);
            return sequence == null ? Optional.empty() : Optional.of(at(sequence));
        }
    }
}
