package attune.store.resolve;

import attune.model.event.Event;
import java.util.Optional;

/// Facts before the draft being resolved, those written for the same group included. Called in the writer's thread.
public interface Past {
    Event at(long sequence);

    /// The newest fact from a foreign record that still stands.
    Optional<Event> from(String source, String record);
}
