package attune.learning.train;

import attune.algorithms.linear.GaussianPrior;
import attune.learning.feature.FeatureSet;
import attune.model.event.Act;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What we believe about each act before there is data: its base rate, and which features speak for it.
/// The model before any training is exactly this belief, and training moves away from it only as far as
/// examples carry it.
///
/// @param acts the acts the model predicts, in the model's order
/// @param prior means and precisions, per act the features, then the intercept
public record ActPrior(FeatureSet features, List<Act> acts, GaussianPrior prior) {

    public static Builder over(FeatureSet features) {
        return new Builder(features);
    }

    /// The untrained model.
    public ActModel model() {
        return ActTrainer.untrained(this);
    }

    /// Collects beliefs, act by act.
    public static final class Builder {
        private final FeatureSet features;
        private final List<Act> acts = new ArrayList<>();
        private final List<Double> baseRates = new ArrayList<>();
        private final List<Map<String, Double>> weights = new ArrayList<>();

        private Builder(FeatureSet features) {
            this.features = features;
        }

        /// @param baseRate chance of the act on an ordinary impression, in (0, 1)
        /// @param weights log-odds per unit of a feature, by name; features not named start at 0
        public Builder act(Act act, double baseRate, Map<String, Double> weights) {
            if (!(baseRate > 0 && baseRate < 1)) throw new IllegalArgumentException("A base rate lies in (0, 1).");
            for (String name : weights.keySet()) {
                if (!features.names().contains(name))
                    throw new IllegalArgumentException("No feature \"" + name + "\".");
            }
            acts.add(act);
            baseRates.add(baseRate);
            this.weights.add(new HashMap<>(weights));
            return this;
        }

        /// @param weightPrecision examples' worth of belief in each weight
        /// @param interceptPrecision the same for base rates, usually little: networks differ
        public ActPrior build(double weightPrecision, double interceptPrecision) {
            int size = features.size() + 1;
            float[] means = new float[acts.size() * size];
            float[] precisions = new float[means.length];
            for (int act = 0; act < acts.size(); act++) {
                for (int f = 0; f < features.size(); f++) {
                    means[act * size + f] = weights.get(act)
                            .getOrDefault(features.names().get(f), 0.0)
                            .floatValue();
                    precisions[act * size + f] = (float) weightPrecision;
                }
                double rate = baseRates.get(act);
                means[act * size + features.size()] = (float) Math.log(rate / (1 - rate));
                precisions[act * size + features.size()] = (float) interceptPrecision;
            }
            return new ActPrior(
                    features, List.copyOf(acts), new GaussianPrior(features.size(), acts.size(), means, precisions));
        }
    }
}
