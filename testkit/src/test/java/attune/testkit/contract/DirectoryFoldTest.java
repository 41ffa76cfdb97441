package attune.testkit.contract;

import attune.store.projection.Projection;
import java.util.List;
import java.util.Set;

/// The directory is the first projection of every state, so the contract meets it without being handed any.
class DirectoryFoldTest extends ProjectionContract {
    @Override
    protected List<Projection> projections() {
        return List.of();
    }

    @Override
    protected Set<String> disclosedFields() {
        return Set.of("external id", "item");
    }
}
