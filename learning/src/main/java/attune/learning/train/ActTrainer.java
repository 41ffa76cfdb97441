package attune.learning.train;

import attune.algorithms.linear.Examples;
import attune.algorithms.linear.LogisticTrainer;
import attune.learning.dataset.Impressions;
import attune.learning.train.ActModel.Provenance;

/// Trains an [ActModel] from impressions and what came of them, deterministically, under a prior.
public final class ActTrainer {
    private ActTrainer() {}

    static ActModel untrained(ActPrior prior) {
        LogisticTrainer.Fit fit =
                LogisticTrainer.train(Examples.none(prior.features().size()), prior.prior());
        return new ActModel(prior.features(), prior.acts(), fit.model(), new Provenance("prior", 0, 0, 0, 0));
    }

    /// Learns from all impressions at once; with none it returns the prior. The labels' bits are act ids
    /// and are mapped to the prior's order here.
    ///
    /// @param nowMillis when, by the community's clock
    public static ActModel train(ActPrior prior, Impressions impressions, long nowMillis) {
        if (impressions.size() == 0) return untrained(prior);
        Examples examples = new Examples(
                prior.features().size(), impressions.rows(), labels(prior, impressions), impressions.weights());
        LogisticTrainer.Fit fit = LogisticTrainer.train(examples, prior.prior());
        Provenance provenance = new Provenance(
                "m" + impressions.toSequence(),
                impressions.fromSequence(),
                impressions.toSequence(),
                impressions.size(),
                nowMillis);
        return new ActModel(prior.features(), prior.acts(), fit.model(), provenance);
    }

    /// Mean negative log-likelihood of all acts of all impressions, in nats: lower is better.
    public static double logLoss(ActModel model, Impressions impressions) {
        int acts = model.acts().size();
        int n = impressions.size();
        float[] predicted = new float[n * acts];
        model.logistic()
                .predict(impressions.rows(), n, new float[model.logistic().scratchLength(n)], predicted);
        double sum = 0;
        for (int row = 0; row < n; row++) {
            for (int act = 0; act < acts; act++) {
                double p = Math.clamp(predicted[row * acts + act], 1e-7, 1 - 1e-7);
                boolean acted =
                        (impressions.acted(row) & model.acts().get(act).id().bit()) != 0;
                sum -= Math.log(acted ? p : 1 - p);
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    private static long[] labels(ActPrior prior, Impressions impressions) {
        long[] labels = new long[impressions.size()];
        for (int row = 0; row < labels.length; row++) {
            long acted = impressions.acted(row);
            for (int act = 0; act < prior.acts().size(); act++) {
                if ((acted & prior.acts().get(act).id().bit()) != 0) labels[row] |= 1L << act;
            }
        }
        return labels;
    }
}
