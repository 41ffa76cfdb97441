package attune.pipeline.run;

import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;

/// What a run came to.
public sealed interface Outcome {
    record Ranked(Trace trace) implements Outcome {}

    record Refused(Reason reason) implements Outcome {}
}
