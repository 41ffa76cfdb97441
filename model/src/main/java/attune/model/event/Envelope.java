package attune.model.event;

/// An event as it stands in the log. Folds follow the sequence; decay follows the event time, which the
/// log clamps so that it never lies after the arrival.
///
/// @param sequence position in the community's log, from 1, without meaning beyond its order
/// @param eventMillis when it happened, by the source's clock, clamped; epoch milliseconds
/// @param arrivalMillis when the log took it, epoch milliseconds
public record Envelope(long sequence, long eventMillis, long arrivalMillis, Origin origin, Event event) {}
