package attune.networks.wire;

import attune.model.identity.TraceId;
import java.util.Optional;

/// Writes and opens the signed references by which clients name a trace, so that nobody can claim one they were not
/// given.
public interface TraceReferences {
    /// For input that comes from elsewhere, such as files: no trace of ours is named there, and none is shown.
    TraceReferences NONE = new TraceReferences() {
        @Override
        public Optional<TraceId> open(String reference) {
            return Optional.empty();
        }

        @Override
        public Optional<String> write(TraceId trace) {
            return Optional.empty();
        }
    };

    /// Empty if the reference is not one of this community.
    Optional<TraceId> open(String reference);

    /// Empty where traces are not to be named.
    Optional<String> write(TraceId trace);
}
