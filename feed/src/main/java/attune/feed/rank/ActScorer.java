package attune.feed.rank;

import attune.learning.feature.FeatureSet;
import attune.learning.train.ActModel;
import attune.learning.train.ActPrior;
import attune.model.event.Act;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Predicts each act and adds up what the acts are worth: score = Σ weight · probability. A row's score
/// depends on its own features alone.
public final class ActScorer implements Stage.Scorer {
    private final FeatureSet features;
    private final List<Act> acts;
    private final List<Column.Floats> probabilities;
    private final double[] weights;
    private final Supplier<ActModel> model;
    private final Spec spec;

    /// @param model the one that serves now; may change between requests, never its features or acts
    public ActScorer(ActPrior shape, Values values, Supplier<ActModel> model) {
        this.features = shape.features();
        this.acts = shape.acts();
        this.model = model;
        this.probabilities = acts.stream().map(ActScorer::column).toList();
        for (Values.Line line : values.lines()) {
            if (acts.stream().noneMatch(act -> act.name().equals(line.act()))) {
                throw new IllegalArgumentException("The value file weighs \"" + line.act()
                        + "\", which the model does not predict. Maybe it is misspelt.");
            }
        }
        this.weights = acts.stream().mapToDouble(values::weight).toArray();
        List<Column> written = new ArrayList<>(probabilities);
        written.add(Score.COLUMN);
        this.spec = Spec.of("act-value", "Chance of each act, times what the act is worth.")
                .serving(Purpose.PERSONALIZATION)
                .reading(features.columns())
                .writing(written);
    }

    /// The probability column of an act.
    public static Column.Floats column(Act act) {
        return new Column.Floats("p-" + act.name(), "probability", Purpose.PERSONALIZATION);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public void score(Query query, Candidates rows) {
        ActModel current = model.get();
        int n = rows.size();
        float[] matrix = new float[n * features.size()];
        features.matrix(rows, matrix);
        float[] predicted = new float[n * acts.size()];
        current.logistic().predict(matrix, n, new float[current.logistic().scratchLength(n)], predicted);
        float[] score = rows.floats(Score.COLUMN);
        for (int row = 0; row < n; row++) {
            double sum = 0;
            for (int act = 0; act < weights.length; act++) sum += weights[act] * predicted[row * weights.length + act];
            score[row] = (float) sum;
        }
        for (int act = 0; act < weights.length; act++) {
            float[] column = rows.floats(probabilities.get(act));
            for (int row = 0; row < n; row++) column[row] = predicted[row * weights.length + act];
        }
    }
}
