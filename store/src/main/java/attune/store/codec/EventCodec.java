package attune.store.codec;

import attune.model.event.Event;
import java.util.Optional;

/// Events to fields and back. Fields may be added with a default; readers pass over fields they do not know (decision
/// 0007).
public final class EventCodec {
    private EventCodec() {}

    public static Encoded encode(Event event) {
        return EventEncoder.encode(event);
    }

    /// The event, or empty if its type or one of its choices belongs to a newer version. Throws [MalformedFact] on
    /// anything no version wrote.
    public static Optional<Event> decode(Encoded encoded) {
        EventType type = EventType.of(encoded.type());
        if (type == null) return Optional.empty();
        try {
            return Optional.of(EventDecoder.decode(type, encoded));
        } catch (NewerFact newer) {
            return Optional.empty();
        } catch (IllegalArgumentException invalid) {
            throw new MalformedFact("A field of " + type + " holds what no event may hold.", invalid);
        }
    }
}
