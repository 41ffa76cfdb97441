package attune.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.learning.dataset.Impressions;
import attune.learning.feature.Feature;
import attune.learning.feature.FeatureSet;
import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.policy.Purpose;
import attune.pipeline.slate.Column;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActTrainerTest {
    private static final FeatureSet FEATURES = FeatureSet.of(feature("near"), feature("new"));
    private static final ActPrior PRIOR = ActPrior.over(FEATURES)
            .act(Acts.REPLY, 0.1, Map.of("near", 0.5))
            .act(Acts.LIKE, 0.2, Map.of())
            .build(2, 1);

    @Test
    void without_impressions_the_model_is_the_prior() {
        ActModel model = ActTrainer.train(PRIOR, new Impressions(2), 7);

        assertThat(model.version()).isEqualTo("prior");
        assertThat(probability(model, 0, 0, 0)).isCloseTo(0.1, within(1e-4));
        assertThat(probability(model, 1, 0, 0)).isCloseTo(0.2, within(1e-4));
        assertThat(probability(model, 0, 1, 0)).isCloseTo(sigmoid(Math.log(0.1 / 0.9) + 0.5), within(1e-4));
        assertThat(probability(model, 1, 1, 1)).isCloseTo(0.2, within(1e-4));
    }

    @Test
    void training_recovers_what_was_planted() {
        Impressions impressions = planted(20_000);

        ActModel model = ActTrainer.train(PRIOR, impressions, 7);

        // Replies follow nearness, likes follow newness; the labels' bits are act ids, not the model's order.
        assertThat(model.logistic().weight(0, 0)).isCloseTo(1.5f, within(0.15f));
        assertThat(model.logistic().weight(0, 1)).isCloseTo(0f, within(0.15f));
        assertThat(model.logistic().weight(1, 0)).isCloseTo(0f, within(0.15f));
        assertThat(model.logistic().weight(1, 1)).isCloseTo(-1f, within(0.15f));
        assertThat(model.logistic().intercept(0)).isCloseTo(-2f, within(0.15f));
        assertThat(model.logistic().intercept(1)).isCloseTo(-1f, within(0.15f));
        assertThat(model.provenance().examples()).isEqualTo(20_000);
        assertThat(model.version()).isEqualTo("m77");
    }

    @Test
    void learning_lowers_the_loss_on_what_comes_later() {
        Impressions impressions = planted(8_000);

        ActModel model = ActTrainer.train(PRIOR, impressions.slice(0, 6_000), 7);

        Impressions later = impressions.slice(6_000, 8_000);
        assertThat(ActTrainer.logLoss(model, later)).isLessThan(ActTrainer.logLoss(PRIOR.model(), later));
    }

    @Test
    void the_loss_is_the_mean_negative_log_likelihood() {
        Impressions two = new Impressions(2);
        two.add(1, 1, 0, new float[] {0, 0}, 0, 1);
        two.act(two.add(1, 2, 0, new float[] {0, 0}, 0, 1), Acts.LIKE.id().bit());

        double expected = (-Math.log(0.9) - Math.log(0.8) - Math.log(0.9) - Math.log(0.2)) / 2;

        assertThat(ActTrainer.logLoss(PRIOR.model(), two)).isCloseTo(expected, within(1e-3));
        assertThat(ActTrainer.logLoss(PRIOR.model(), new Impressions(2))).isZero();
    }

    @Test
    void a_prior_refuses_what_makes_no_sense() {
        ActPrior.Builder builder = ActPrior.over(FEATURES);

        assertThatThrownBy(() -> builder.act(Acts.LIKE, 0, Map.of())).hasMessage("A base rate lies in (0, 1).");
        assertThatThrownBy(() -> builder.act(Acts.LIKE, 1, Map.of())).hasMessage("A base rate lies in (0, 1).");
        assertThatThrownBy(() -> builder.act(Acts.LIKE, Double.NaN, Map.of()))
                .hasMessage("A base rate lies in (0, 1).");
        assertThatThrownBy(() -> builder.act(Acts.LIKE, 0.5, Map.of("neer", 1.0)))
                .hasMessage("No feature \"neer\".");
        assertThatThrownBy(() -> FeatureSet.of(feature("near"), feature("near")))
                .hasMessageStartingWith("Two features share a name");
    }

    private static Impressions planted(int n) {
        SplittableRandom random = new SplittableRandom(9);
        Impressions impressions = new Impressions(2);
        for (int i = 0; i < n; i++) {
            float near = random.nextInt(2);
            float fresh = (float) random.nextDouble(2);
            int row = impressions.add(1, i, i, new float[] {near, fresh}, 0, 1);
            act(impressions, row, Acts.REPLY, random.nextDouble() < sigmoid(-2 + 1.5 * near));
            act(impressions, row, Acts.LIKE, random.nextDouble() < sigmoid(-1 - fresh));
        }
        impressions.span(0, 77);
        return impressions;
    }

    private static void act(Impressions impressions, int row, Act act, boolean acted) {
        if (acted) impressions.act(row, act.id().bit());
    }

    private static double probability(ActModel model, int act, float near, float fresh) {
        float[] predicted = new float[2];
        model.logistic()
                .predict(
                        new float[] {near, fresh}, 1, new float[model.logistic().scratchLength(1)], predicted);
        return predicted[act];
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Feature feature(String name) {
        return new Feature(new Column.Floats(name, "share", Purpose.AGGREGATE), "It is " + name + ".", "It is not.");
    }
}
