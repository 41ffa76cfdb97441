package attune.testkit.contract;

import attune.model.policy.Seal;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import java.util.List;
import java.util.Set;

class SharedProjectionsTest extends ProjectionContract {
    @Override
    protected List<Projection> projections() {
        return new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all();
    }

    @Override
    protected Set<String> disclosedFields() {
        return Set.of(
                "active",
                "name",
                "age-band",
                "recommendable",
                "joined-millis",
                "language",
                "consent",
                "label",
                "follows",
                "followed-by",
                "blocks",
                "in-group",
                "mutes",
                "mutes-topic",
                "mutes-word",
                "wrote",
                "text",
                "mentioned-in",
                "saw",
                "act like",
                "engaged-like",
                "author-positive",
                "quarantine",
                "quarantine-released-millis",
                "held-until-millis",
                "erasure-asked-millis");
    }
}
