package attune.algorithms.linear;

/// What a [LogisticTrainer] learns from: rows of features, which acts followed, and how much each row counts.
/// Views of the caller's arrays, which must not change while they are used.
public final class Examples {

    /// Acts of a row are the bits of one long.
    public static final int MOST_ACTS = Long.SIZE;

    private final int features;
    private final float[] rows;
    private final long[] acted;
    private final float[] weights;

    /// rows `float[n * features]`, row-major, finite; acted `long[n]`, bit a set = act a followed; weights
    /// `float[n]` ≥ 0, 1 = one ordinary example (the inverse propensity of an exploration, say).
    public Examples(int features, float[] rows, long[] acted, float[] weights) {
        if (rows.length != acted.length * features || weights.length != acted.length) {
            throw new IllegalArgumentException("ragged examples: " + rows.length + " values, " + acted.length
                    + " labels and " + weights.length + " weights for " + features + " features");
        }
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw new IllegalArgumentException(
                        "row " + i / features + ", feature " + i % features + " is " + rows[i]);
            }
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight of row " + row + " is " + weights[row]);
            }
        }
        this.features = features;
        this.rows = rows;
        this.acted = acted;
        this.weights = weights;
    }

    public static Examples none(int features) {
        return new Examples(features, new float[0], new long[0], new float[0]);
    }

    public int count() {
        return acted.length;
    }

    public int features() {
        return features;
    }

    float value(int row, int feature) {
        return rows[row * features + feature];
    }

    boolean acted(int row, int act) {
        return ((acted[row] >>> act) & 1) != 0;
    }

    float weight(int row) {
        return weights[row];
    }
}
