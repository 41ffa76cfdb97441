package attune.privacy.api;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.privacy.rights.Telling;
import attune.privacy.rights.Telling.Concern;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Writes the facts of a member's copy, one after the other as the log gives them, so that a long history takes no
/// memory. Names are looked up under the lock, bytes are sent without it: a slow reader must not hold up the log.
final class Facts {
    private final EventLog log;
    private final State state;
    private final Directory directory;
    private final ExportRoutes.Copies copies;
    private final Telling telling;

    Facts(EventLog log, State state, Directory directory, ExportRoutes.Copies copies, Telling telling) {
        this.log = log;
        this.state = state;
        this.directory = directory;
        this.copies = copies;
        this.telling = telling;
    }

    /// The member's own facts, and labels on the member's items.
    void own(JsonWriter out) {
        each(
                event -> !(event instanceof Event.Served) && telling.concern(event) == Concern.OWN,
                envelope -> writer(envelope),
                out);
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
        each(
                event -> event instanceof Event.Served && telling.concern(event) == Concern.OWN,
                envelope -> {
                    Event.Served served = (Event.Served) envelope.event();
                    List<String> items = served.items().stream()
                            .filter(directory::knows)
                            .map(item -> directory.externalId(item).value())
                            .toList();
                    return Optional.of(into -> into.object()
                            .time("at", envelope.eventMillis())
                            .field("surface", served.surface())
                            .field("trace", copies.reference().apply(served.trace()))
                            .texts("items", items)
                            .end());
                },
                out);
    }

    /// What others' facts say of the member, as far as it is not those others' secret.
    void about(JsonWriter out) {
        each(
                event -> telling.concern(event) == Concern.ABOUT,
                envelope -> telling.about(envelope.event()).filter(this::named).map(about -> {
                    String by = directory.externalId(about.by()).value();
                    String item = about.item() < 0
                            ? null
                            : directory.externalId(new ItemId(about.item())).value();
                    return into -> {
                        into.object()
                                .field("what", about.what())
                                .field("by", by)
                                .time("at", envelope.eventMillis());
                        if (item != null) into.field("item", item);
                        into.end();
                    };
                }),
                out);
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

    private void each(Predicate<Event> wanted, Reading reading, JsonWriter out) {
        log.replay(
                0,
                envelope -> state.<Optional<Written>>read(
                                () -> wanted.test(envelope.event()) ? reading.of(envelope) : Optional.empty())
                        .ifPresent(written -> written.to(out)));
    }
}
