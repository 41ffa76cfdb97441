package attune.store.quarantine;

import attune.model.event.Envelope;
import attune.model.event.Event;
import java.util.List;

/// Looks at every event in the log's order, before it is written. Called by the log's writer only.
public interface Watch {
    Watch NOBODY = new Watch() {
        @Override
        public List<Event.QuarantinePlaced> before(Envelope envelope) {
            return List.of();
        }

        @Override
        public void settled() {}

        @Override
        public void failed() {}
    };

    /// What must be written in front of this event, so that it is held already. The sequence of the envelope is
    /// provisional.
    List<Event.QuarantinePlaced> before(Envelope envelope);

    /// How many of the newest facts are to be shown again after a start, by [#recall].
    default int recalls() {
        return 0;
    }

    /// A fact of before the start, while nothing new is written yet: to be remembered and not to be judged.
    default void recall(Envelope envelope) {}

    /// What was looked at since the last call is in the state now.
    void settled();

    /// What was looked at since the last call was not written.
    void failed();
}
