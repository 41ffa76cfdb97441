package attune.privacy.api;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.privacy.rights.Telling;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;

/// Finds the facts of a member's copy by one reading of the log, as numbers, and then writes them one after the other,
/// so that a long history takes eight bytes a fact. Names are looked up under the lock, bytes are sent without it: a
/// slow
/// reader must not hold up the log.
final class Facts {
    /// So many facts are looked at under one lock.
    private static final int BATCH = 256;

    private final EventLog log;
    private final State state;
    private final Directory directory;
    private final ExportRoutes.Copies copies;
    private final Telling telling;
    private final Runnable step;
    private final LongStream.Builder own = LongStream.builder();
    private final LongStream.Builder served = LongStream.builder();
    private final LongStream.Builder about = LongStream.builder();

    /// @param step called before each fact is sent; may throw, to end the copy
    Facts(EventLog log, State state, Directory directory, ExportRoutes.Copies copies, Telling telling, Runnable step) {
        this.step = step;
        this.log = log;
        this.state = state;
        this.directory = directory;
        this.copies = copies;
        this.telling = telling;
    }

    /// Reads the log once.
    void find() {
        List<Envelope> batch = new ArrayList<>(BATCH);
        log.replay(0, envelope -> {
            batch.add(envelope);
            if (batch.size() == BATCH) note(batch);
        });
        note(batch);
    }

    private void note(List<Envelope> batch) {
        state.read(() -> {
            batch.forEach(this::note);
            return batch.size();
        });
        batch.clear();
    }

    private void note(Envelope envelope) {
        switch (telling.concern(envelope.event())) {
            case OWN -> (envelope.event() instanceof Event.Served ? served : own).add(envelope.sequence());
            case ABOUT -> about.add(envelope.sequence());
            case WITHHELD, NONE -> {}
        }
    }

    /// The member's own facts, and labels on the member's items.
    void own(JsonWriter out) {
        each(own, this::writer, out);
    }

    private Optional<Written> writer(Envelope envelope) {
        Optional<Map<String, Json>> fields = copies.event().apply(envelope);
        if (fields.isPresent()) {
            return Optional.of(out -> {
                out.object();
                fields.get().forEach(out::field);
                out.end();
            });
        }
        return platform(envelope.event())
                .map(type -> out -> out.object()
                        .field("type", type)
                        .time("at", envelope.eventMillis())
                        .end());
    }

    /// The platform's own facts about a member, which no network sends. A hold's reference is not told: it may
    /// point at proceedings that others have a right to keep closed; until when it stands is among what is
    /// held.
    private static Optional<String> platform(Event event) {
        return Optional.ofNullable(
                switch (event) {
                    case Event.HoldPlaced _ -> "hold.placed";
                    case Event.HoldLifted _ -> "hold.lifted";
                    case Event.ErasureAsked _ -> "erasure.asked";
                    case Event.QuarantinePlaced _ -> "quarantine.placed";
                    case Event.QuarantineReleased _ -> "quarantine.released";
                    default -> null;
                });
    }

    void served(JsonWriter out) {
        each(served, this::slate, out);
    }

    private Optional<Written> slate(Envelope envelope) {
        Event.Served slate = (Event.Served) envelope.event();
        List<String> items = slate.items().stream()
                .filter(directory::knows)
                .map(item -> directory.externalId(item).value())
                .toList();
        return Optional.of(into -> into.object()
                .time("at", envelope.eventMillis())
                .field("surface", slate.surface())
                .field("trace", copies.reference().apply(slate.trace()))
                .texts("items", items)
                .end());
    }

    /// What others' facts say of the member, as far as it is not those others' secret.
    void about(JsonWriter out) {
        each(about, this::said, out);
    }

    private Optional<Written> said(Envelope envelope) {
        return telling.about(envelope.event()).filter(this::named).map(told -> {
            String by = directory.externalId(told.by()).value();
            String item = told.item() < 0
                    ? null
                    : directory.externalId(new ItemId(told.item())).value();
            return into -> {
                into.object().field("what", told.what()).field("by", by).time("at", envelope.eventMillis());
                if (item != null) into.field("item", item);
                into.end();
            };
        });
    }

    private boolean named(Telling.About about) {
        return directory.knows(about.by()) && (about.item() < 0 || directory.knows(new ItemId(about.item())));
    }

    /// One fact, ready to be sent.
    private interface Written {
        void to(JsonWriter out);
    }

    private interface Reading {
        Optional<Written> of(Envelope envelope);
    }

    private void each(LongStream.Builder found, Reading reading, JsonWriter out) {
        log.read(found.build().toArray(), envelope -> {
            step.run();
            written(envelope, reading).ifPresent(written -> written.to(out));
        });
    }

    private Optional<Written> written(Envelope envelope, Reading reading) {
        try {
            return state.read(() -> reading.of(envelope));
        } catch (NoSuchElementException erased) {
            // It names somebody whose erasure has not rewritten the log yet.
            return Optional.empty();
        }
    }
}
