package attune.algorithms.linear;

import java.util.Arrays;

/// What is believed about each weight before there is data: a mean, and a precision (1 / variance) that says how many
/// examples it takes to change one's mind. The model before any data **is** the mean.
public final class GaussianPrior {

    private final int features;
    private final int acts;
    private final float[] means;
    private final float[] precisions;

    /// means and precisions `float[acts * (features + 1)]`, per act the features, then the intercept. Precisions
    /// above 0: they make the optimum unique.
    public GaussianPrior(int features, int acts, float[] means, float[] precisions) {
        int expected = acts * (features + 1);
        if (acts < 1 || acts > Examples.MOST_ACTS || means.length != expected || precisions.length != expected) {
            throw new IllegalArgumentException(means.length + " means and " + precisions.length
                    + " precisions do not fit " + acts + " acts × (" + features + " features + intercept)");
        }
        for (int i = 0; i < expected; i++) {
            if (!Float.isFinite(means[i]) || !(precisions[i] > 0 && precisions[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + i + " needs a finite mean and a precision above 0, got "
                        + means[i] + " and " + precisions[i]);
            }
        }
        this.features = features;
        this.acts = acts;
        this.means = means.clone();
        this.precisions = precisions.clone();
    }

    /// The belief that nothing matters: every mean 0, every precision the same.
    public static GaussianPrior indifferent(int features, int acts, float precision) {
        float[] precisions = new float[acts * (features + 1)];
        Arrays.fill(precisions, precision);
        return new GaussianPrior(features, acts, new float[precisions.length], precisions);
    }

    public int features() {
        return features;
    }

    public int acts() {
        return acts;
    }

    float mean(int act, int feature) {
        return means[act * (features + 1) + feature];
    }

    float precision(int act, int feature) {
        return precisions[act * (features + 1) + feature];
    }
}
