package attune.app.api;

import attune.http.problem.ProblemException;
import attune.http.route.Cursors;
import attune.model.identity.TraceId;
import attune.networks.wire.TraceReferences;
import java.util.Optional;

/// References to traces as slates name them: signed, so that nobody can claim a trace they were not given.
public final class SignedTraces implements TraceReferences {
    private static final String PURPOSE = "trace";

    private final Cursors signed;

    public SignedTraces(Cursors signed) {
        this.signed = signed;
    }

    public String reference(TraceId trace) {
        return signed.seal(PURPOSE, trace.value());
    }

    @Override
    public Optional<TraceId> open(String reference) {
        try {
            return Optional.of(new TraceId(signed.open(PURPOSE, reference)[0]));
        } catch (ProblemException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> write(TraceId trace) {
        return Optional.of(reference(trace));
    }
}
