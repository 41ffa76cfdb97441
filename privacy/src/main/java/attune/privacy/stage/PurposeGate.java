package attune.privacy.stage;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.Optional;
import java.util.Set;

/// Lets a request into a pipeline only with a grant for every purpose the pipeline serves. Assembly chose
/// the right pipeline before; this gate makes a mistake there harmless.
public final class PurposeGate implements Stage.Gate {
    public static final Reason NOT_GRANTED = new Reason("not-granted", "You have not allowed this use of your data.");

    private final Set<Purpose> purposes;
    private final Spec spec;

    public PurposeGate(Set<Purpose> purposes) {
        this.purposes = Set.copyOf(purposes);
        this.spec = Spec.of("purpose", "Every purpose of this pipeline is granted by the viewer.")
                .because(NOT_GRANTED);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public Optional<Reason> refuse(Query query) {
        return purposes.stream().allMatch(query.grant()::allows) ? Optional.empty() : Optional.of(NOT_GRANTED);
    }
}
