package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.MemberId;
import attune.store.codec.MalformedFact;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import attune.store.resolve.Past;
import attune.store.resolve.Resolver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes the drafts of one group inside one transaction of the log file: decides here what becomes of each, and has
/// its
/// [Scribe] put that into rows. Threads: the writer only.
final class GroupWriter {
    private static final Origin WATCH = Origin.of("quarantine");

    private final LogFile file;
    private final FactSealing facts;
    private final Scribe scribe;
    private final Digests digests;
    private final Resolver resolver;
    private final Watch watch;
    private final List<Envelope> written = new ArrayList<>();
    private final List<Erased> erased = new ArrayList<>();
    private long head;

    /// @param facts for reading back, in the writer's thread
    GroupWriter(
            LogFile file,
            FactSealing facts,
            Scribe scribe,
            Digests digests,
            DirectoryFold directory,
            Watch watch,
            long head) {
        this.file = file;
        this.facts = facts;
        this.scribe = scribe;
        this.digests = digests;
        this.resolver = new Resolver(directory, new Written());
        this.watch = watch;
        this.head = head;
    }

    /// A draft with the digests that any thread could make before the writer took it.
    record Prepared(Draft draft, byte @Nullable [] idempotency, byte @Nullable [] record) {}

    /// Looks up at once which ids of the group were given long ago, and lets older ones move meanwhile.
    void begin(List<Prepared> group) throws SQLException {
        file.beginIds();
        int facts = group.size();
        if (facts < Scribe.ROWS) file.moveIds(facts);
        else scribe.ahead(() -> file.moveIds(facts));
        file.lookUp(group.stream()
                .map(Prepared::idempotency)
                .filter(Objects::nonNull)
                .toList());
    }

    Outcome write(Prepared prepared, long arrivalMillis) throws SQLException {
        if (prepared.idempotency != null) {
            OptionalLong first = file.byIdempotency(prepared.idempotency);
            if (first.isPresent()) return new Outcome.Duplicate(first.getAsLong());
        }
        try {
            long eventMillis = Resolver.eventMillis(prepared.draft, arrivalMillis);
            return write(prepared, resolver.resolve(prepared.draft), eventMillis, arrivalMillis);
        } catch (Rejection rejection) {
            return new Outcome.Rejected(rejection.code(), rejection.field(), rejection.detail());
        }
    }

    private Outcome write(Prepared prepared, Resolver.Resolved resolved, long eventMillis, long arrivalMillis)
            throws SQLException {
        Origin undone = resolved.undone();
        if (undone != null && undone.record() != null) {
            scribe.finish();
            file.clearRecord(digests.record(undone.source(), undone.record()));
        }
        Origin origin = Origin.of(prepared.draft.origin().source());
        int last = resolved.events().size() - 1;
        for (int i = 0; i <= last; i++) {
            Event event = resolved.events().get(i);
            boolean whole = i == last;
            hold(new Envelope(head + 1, eventMillis, arrivalMillis, origin, event));
            Envelope envelope = new Envelope(head + 1, eventMillis, arrivalMillis, origin, event);
            put(envelope, whole ? prepared.idempotency : null, whole ? prepared.record : null);
            if (event instanceof Event.MemberErased(MemberId member)) {
                Erased gone = Erased.of(member, resolver.itemsOf(member));
                file.beginErasure(gone, envelope.sequence());
                erased.add(gone);
            }
        }
        return new Outcome.Accepted(head);
    }

    /// Writes what the watch found in front of the event that completed it.
    private void hold(Envelope next) throws SQLException {
        long at = next.arrivalMillis();
        for (Event placed : watch.before(next)) put(new Envelope(head + 1, at, at, WATCH, placed), null, null);
    }

    private void put(Envelope envelope, byte @Nullable [] idempotency, byte @Nullable [] record) throws SQLException {
        scribe.write(envelope, idempotency, record);
        if (idempotency != null) file.hold(idempotency, envelope.sequence());
        resolver.accept(envelope.sequence(), envelope.event());
        written.add(envelope);
        head = envelope.sequence();
    }

    /// What this group wrote, in order.
    List<Envelope> written() {
        return written;
    }

    /// Whom this group's tombstones name, with their items.
    Erased erased() {
        return Erased.all(erased);
    }

    /// Part of the transaction, and the last of it: numbers given are never given again, whatever is erased later.
    void finish() throws SQLException {
        scribe.finish();
        file.endIds();
        if (!written.isEmpty()) file.advance(head, resolver.next());
    }

    /// Before the transaction is undone: lets nothing more be written.
    void drop() {
        scribe.drop();
    }

    /// After the group was folded, or rolled back to `head`.
    void reset(long head) {
        this.head = head;
        written.clear();
        erased.clear();
        resolver.clear();
        watch.settled();
    }

    /// Reads through the writer's own connection, which sees what this transaction wrote.
    private final class Written implements Past {
        @Override
        public Event at(long sequence) {
            try {
                scribe.finish();
                return switch (facts.read(sequence, file.fact(sequence))) {
                    case FactSealing.Reading.Known known -> known.envelope().event();
                    case FactSealing.Reading.Unknown _, FactSealing.Reading.Unreadable _ ->
                        throw new LogUnavailable("Fact " + sequence + " cannot be read back.", false);
                };
            } catch (SQLException failed) {
                throw new LogUnavailable("Fact " + sequence + " could not be read back.", true, failed);
            } catch (MalformedFact damaged) {
                throw new LogUnavailable("Fact " + sequence + " is damaged. " + StoreUnusable.RESTORE, false, damaged);
            }
        }

        @Override
        public Optional<Event> from(String source, String record) {
            try {
                scribe.finish();
                OptionalLong sequence = file.byRecord(digests.record(source, record));
                return sequence.isEmpty() ? Optional.empty() : Optional.of(at(sequence.getAsLong()));
            } catch (SQLException failed) {
                throw new LogUnavailable("A foreign record could not be looked up.", true, failed);
            }
        }
    }
}
