package attune.store.log;

import attune.model.event.Event;
import attune.model.event.Origin;
import org.jspecify.annotations.Nullable;

/// A fact on its way into the log.
///
/// @param idempotency the sender's id for this fact, unique per source; a second draft with it is a
///     duplicate
/// @param eventMillis when it happened, epoch milliseconds; [#NOW] lets the log set its arrival time.
///     Later than arrival by more than [#MAX_SKEW_MILLIS] is rejected, less is clamped to the arrival.
public record Draft(Origin origin, @Nullable String idempotency, long eventMillis, Resolution resolution) {
    public static final long NOW = Long.MIN_VALUE;
    public static final long MAX_SKEW_MILLIS = 10 * 60 * 1000;
    public static final int MAX_IDEMPOTENCY_CHARS = 512;

    public Draft {
        if (idempotency != null && (idempotency.isBlank() || idempotency.length() > MAX_IDEMPOTENCY_CHARS)) {
            throw new IllegalArgumentException("An idempotency id has 1 to 512 characters.");
        }
    }

    /// A fact of the platform itself, whose ids are known already.
    public static Draft own(String source, long eventMillis, Event event) {
        return new Draft(Origin.of(source), null, eventMillis, ids -> event);
    }
}
