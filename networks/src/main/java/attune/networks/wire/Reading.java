package attune.networks.wire;

import attune.http.problem.Problem;
import attune.store.log.Draft;

/// What became of one event as sent.
public sealed interface Reading {
    /// Well-formed; whether it holds (known members, time not ahead) is decided by the log.
    ///
    /// @param protects whether it hides, withdraws, removes or reports: what nobody may be refused for want of room
    record Understood(WireType type, Draft draft, boolean protects) implements Reading {}

    /// Not an event. The problem names the field and how to mend it.
    record Refused(Problem problem) implements Reading {}
}
