package attune.algorithms.linear;

/// Several logistic regressions over the same features, one per act: `P(act | x) = 1 / (1 + e^−(w·x + intercept))`.
///
/// Linear, so that a score takes microseconds and an explanation is exact: the log-odds are the sum of
/// [#contribution] over features and the [#intercept]. Immutable; any number of threads may predict.
public final class LogisticModel {

    private final int features;
    private final int acts;
    private final float[] weights;
    private final int width;
    private final float[] columns;
    private final float[] start;

    /// weights `float[acts * (features + 1)]`: per act the features' weights, then the intercept. NaN is rejected.
    public LogisticModel(int features, int acts, float[] weights) {
        if (features < 0 || acts < 1 || weights.length != acts * (features + 1)) {
            throw new IllegalArgumentException(
                    weights.length + " weights do not fit " + acts + " acts × (" + features + " features + intercept)");
        }
        this.features = features;
        this.acts = acts;
        this.weights = weights.clone();
        this.width = Vectors.padded(acts);
        this.columns = new float[features * width];
        this.start = new float[width];
        for (int act = 0; act < acts; act++) {
            start[act] = finite(act, features);
            for (int feature = 0; feature < features; feature++) {
                columns[feature * width + act] = finite(act, feature);
            }
        }
    }

    public int features() {
        return features;
    }

    public int acts() {
        return acts;
    }

    public float weight(int act, int feature) {
        return weights[act * (features + 1) + feature];
    }

    public float intercept(int act) {
        return weights[act * (features + 1) + features];
    }

    /// A copy of all weights, in the order the constructor takes them.
    public float[] weights() {
        return weights.clone();
    }

    /// The length of scratch [#predict] needs for n rows.
    public int scratchLength(int n) {
        return n * width;
    }

    /// Probabilities for n rows. rows `float[n * features]`, scratch at least [#scratchLength], probabilities
    /// `float[n * acts]`, in (0, 1]. A row's result does not depend on the rows beside it. Allocates nothing; time
    /// O(n · features · acts).
    public void predict(float[] rows, int n, float[] scratch, float[] probabilities) {
        Vectors.multiply(rows, n, features, columns, start, width, scratch);
        for (int row = 0; row < n; row++) {
            for (int act = 0; act < acts; act++) {
                probabilities[row * acts + act] = Sigmoid.of(scratch[row * width + act]);
            }
        }
    }

    /// The log-odds of one act for the row that begins at `rows[from]`, by the same arithmetic as [#predict].
    public float logOdds(float[] rows, int from, int act) {
        float sum = start[act];
        for (int feature = 0; feature < features; feature++) {
            sum = Math.fma(rows[from + feature], columns[feature * width + act], sum);
        }
        return sum;
    }

    /// What a feature with the given value adds to the log-odds of an act.
    public float contribution(int act, int feature, float value) {
        return weight(act, feature) * value;
    }

    /// This model with one feature held at a value: its weight moves into the intercept and the column is ignored.
    ///
    /// For what is known in training but must not rank, above all the position an item was shown at: learn its pull
    /// as a feature, then serve as if everything stood at the first place (position as feature; Zhao et al., RecSys
    /// 2019).
    public LogisticModel holding(int feature, float value) {
        float[] held = weights.clone();
        for (int act = 0; act < acts; act++) {
            int from = act * (features + 1);
            held[from + features] += held[from + feature] * value;
            held[from + feature] = 0;
        }
        return new LogisticModel(features, acts, held);
    }

    private float finite(int act, int feature) {
        float weight = weight(act, feature);
        if (!Float.isFinite(weight)) {
            throw new IllegalArgumentException("weight of act " + act + ", feature " + feature + " is " + weight);
        }
        return weight;
    }
}
