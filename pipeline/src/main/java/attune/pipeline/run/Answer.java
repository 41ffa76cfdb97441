package attune.pipeline.run;

import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;

/// What a run came to.
public sealed interface Answer {
    record Ranked(Trace trace) implements Answer {}

    record Refused(Reason reason) implements Answer {}
}
