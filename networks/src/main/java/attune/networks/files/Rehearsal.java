package attune.networks.files;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Event.ItemEdited;
import attune.model.event.Event.ItemPublished;
import attune.model.event.Origin;
import attune.model.item.Post;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.resolve.DirectoryFold;
import attune.store.resolve.Past;
import attune.store.resolve.Resolver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A dry run: drafts are judged by the log's own resolver over a directory in memory, and nothing is written.
///
/// It begins with what a log holds, if it is given one. It cannot know which ids of an earlier import the log has seen,
/// so facts that would be duplicates of those count as new. Keeps names and ids, never texts. One thread at a time.
public final class Rehearsal implements Sink {
    private final DirectoryFold directory = new DirectoryFold(0);
    private final Memory memory = new Memory();
    private final Resolver resolver = new Resolver(directory, memory);
    private final Map<Key, Long> known = new HashMap<>();
    private final InstantSource clock;
    private long sequence;

    /// As if into an empty community.
    public Rehearsal(InstantSource clock) {
        this.clock = clock;
    }

    /// As if into the community of this log, as it stands now.
    public Rehearsal(InstantSource clock, EventLog log) {
        this(clock);
        log.replay(0, this::remember);
        resolver.clear();
    }

    @Override
    public List<Outcome> take(List<Draft> drafts) {
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) outcomes.add(take(draft));
        return outcomes;
    }

    private Outcome take(Draft draft) {
        Key key = Key.of(draft);
        Long first = key == null ? null : known.get(key);
        if (first != null) return new Outcome.Duplicate(first);
        long nowMillis = clock.millis();
        try {
            long eventMillis = Resolver.eventMillis(draft, nowMillis);
            for (Event event : resolver.resolve(draft).events()) {
                remember(new Envelope(sequence + 1, eventMillis, nowMillis, draft.origin(), event));
                resolver.clear();
            }
        } catch (Rejection rejection) {
            return new Outcome.Rejected(rejection.code(), rejection.field(), rejection.detail());
        }
        if (key != null) known.put(key, sequence);
        return new Outcome.Accepted(sequence);
    }

    private void remember(Envelope envelope) {
        sequence = envelope.sequence();
        directory.apply(envelope);
        memory.keep(envelope);
    }

    private record Key(String source, String idempotency) {
        static @Nullable Key of(Draft draft) {
            return draft.idempotency() == null ? null : new Key(draft.origin().source(), draft.idempotency());
        }
    }

    /// What resolving may ask about the past: items as they stand, without their texts, and facts by their records.
    private static final class Memory implements Past {
        private final Map<Long, Event> items = new HashMap<>();
        private final Map<Origin, Event> records = new HashMap<>();

        void keep(Envelope envelope) {
            Event event = light(envelope.event());
            if (event instanceof ItemPublished || event instanceof ItemEdited) items.put(envelope.sequence(), event);
            if (envelope.origin().record() != null) records.put(envelope.origin(), event);
        }

        private static Event light(Event event) {
            if (event instanceof ItemPublished e) return new ItemPublished(e.member(), e.item(), light(e.post()));
            if (event instanceof ItemEdited e) return new ItemEdited(e.member(), e.item(), light(e.post()));
            return event;
        }

        private static Post light(Post post) {
            return new Post(
                    post.externalId(),
                    post.kind(),
                    "",
                    post.language(),
                    post.audience(),
                    post.thread(),
                    post.topics(),
                    post.mentions());
        }

        @Override
        public Event at(long sequence) {
            Event event = items.get(sequence);
            if (event == null) throw new IllegalArgumentException("No item was stated at sequence " + sequence + ".");
            return event;
        }

        @Override
        public Optional<Event> from(String source, String record) {
            return Optional.ofNullable(records.get(new Origin(source, record)));
        }
    }
}
