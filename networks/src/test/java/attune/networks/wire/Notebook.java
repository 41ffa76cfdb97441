package attune.networks.wire;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.resolve.DirectoryFold;
import attune.store.resolve.Past;
import attune.store.resolve.Resolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The real resolver over a list in memory: what drafts become, without a log.
public final class Notebook implements Past {
    public static final long NOW_MILLIS = 1_767_225_600_000L;

    public final DirectoryFold directory = new DirectoryFold(7);
    public final List<Envelope> envelopes = new ArrayList<>();
    private final Map<String, Long> known = new HashMap<>();
    private final Resolver resolver = new Resolver(directory, this);

    public Outcome take(Draft draft) {
        try {
            String key = draft.origin().source() + " " + draft.idempotency();
            Long first = known.get(key);
            if (draft.idempotency() != null && first != null) return new Outcome.Duplicate(first);
            long eventMillis = Resolver.eventMillis(draft, NOW_MILLIS);
            for (Event event : resolver.resolve(draft).events()) {
                envelopes.add(new Envelope(envelopes.size() + 1, eventMillis, NOW_MILLIS, draft.origin(), event));
                directory.apply(envelopes.getLast());
                resolver.clear();
            }
            known.put(key, (long) envelopes.size());
            return new Outcome.Accepted(envelopes.size());
        } catch (Rejection rejection) {
            return new Outcome.Rejected(rejection.code(), rejection.field(), rejection.detail());
        }
    }

    public List<Outcome> takeAll(List<Draft> drafts) {
        return drafts.stream().map(this::take).toList();
    }

    /// The same as a log, for whoever replays one.
    public EventLog asLog() {
        return new EventLog() {
            @Override
            public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
                return CompletableFuture.completedFuture(takeAll(drafts));
            }

            @Override
            public long head() {
                return envelopes.size();
            }

            @Override
            public ReplayReport replay(long after, Consumer<Envelope> each) {
                List<Envelope> rest = envelopes.subList((int) after, envelopes.size());
                rest.forEach(each);
                return new ReplayReport(rest.size(), 0, 0);
            }

            @Override
            public void close() {}
        };
    }

    public Event last() {
        return envelopes.getLast().event();
    }

    public List<Event> events() {
        return envelopes.stream().map(Envelope::event).toList();
    }

    @Override
    public Event at(long sequence) {
        return envelopes.get((int) sequence - 1).event();
    }

    @Override
    public Optional<Event> from(String source, String record) {
        return envelopes.reversed().stream()
                .filter(envelope -> envelope.origin().equals(new Origin(source, record)))
                .map(Envelope::event)
                .findFirst();
    }
}
