package attune.learning.train;

import attune.algorithms.linear.LogisticModel;
import attune.learning.feature.FeatureSet;
import attune.model.event.Act;
import java.util.List;

/// Calibrated probabilities, one per act, for a row of features. Immutable and shared by all requests.
public record ActModel(FeatureSet features, List<Act> acts, LogisticModel logistic, Provenance provenance) {
    public ActModel {
        acts = List.copyOf(acts);
        if (logistic.acts() != acts.size() || logistic.features() != features.size()) {
            throw new IllegalArgumentException("The model's shape does not fit its acts and features.");
        }
    }

    /// The name a trace carries.
    public String version() {
        return provenance.version();
    }

    /// Data span, code, seed and figures behind a model.
    ///
    /// @param version unique per training
    /// @param fromSequence first event used, exclusive; `toSequence` the last one
    /// @param examples impressions learned from
    /// @param trainedAtMillis epoch milliseconds by the community's clock
    public record Provenance(String version, long fromSequence, long toSequence, int examples, long trainedAtMillis) {}
}
