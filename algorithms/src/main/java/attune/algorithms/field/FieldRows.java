package attune.algorithms.field;

import java.util.Arrays;

/// Rows that have one value of each of several fields, with a label and a weight each. Every value of every field is
/// one column of all columns, as in a one-hot matrix whose zeros are not kept.
///
/// A view of the caller's arrays, which must not change while it is used.
public final class FieldRows {
    private final int fields;
    private final int[] starts;
    private final int[] columns;
    private final float[] labels;
    private final float[] weights;

    /// starts `int[fields + 1]`: a field owns the columns from its start up to the next one; columns `int[n *
    /// fields]`, row-major, the column of each field's value; labels `float[n]`, finite; weights `float[n]` ≥ 0, 1
    /// = one ordinary row (an inverse propensity, say).
    public FieldRows(int[] starts, int[] columns, float[] labels, float[] weights) {
        this.fields = starts.length - 1;
        int n = labels.length;
        if (fields < 1 || columns.length != n * fields || weights.length != n) {
            throw new IllegalArgumentException("ragged rows: " + columns.length + " columns, " + n + " labels and "
                    + weights.length + " weights for " + fields + " fields");
        }
        for (int i = 0; i < columns.length; i++) {
            int field = i % fields;
            if (columns[i] < starts[field] || columns[i] >= starts[field + 1]) {
                throw new IllegalArgumentException("row " + i / fields + ": column " + columns[i] + " is none of field "
                        + field + ", which has " + starts[field] + " to " + (starts[field + 1] - 1));
            }
        }
        for (int row = 0; row < n; row++) {
            if (!Float.isFinite(labels[row]) || !(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + " has label " + labels[row] + " and weight " + weights[row]);
            }
        }
        this.starts = starts;
        this.columns = columns;
        this.labels = labels;
        this.weights = weights;
    }

    public int size() {
        return labels.length;
    }

    public int fields() {
        return fields;
    }

    /// Of all fields together.
    public int columnCount() {
        return starts[fields];
    }

    public int start(int field) {
        return starts[field];
    }

    public int column(int row, int field) {
        return columns[row * fields + field];
    }

    public float label(int row) {
        return labels[row];
    }

    public float weight(int row) {
        return weights[row];
    }

    /// The rows named, in that order.
    public FieldRows of(int[] rows) {
        int[] picked = new int[rows.length * fields];
        float[] pickedLabels = new float[rows.length];
        float[] pickedWeights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(columns, rows[i] * fields, picked, i * fields, fields);
            pickedLabels[i] = labels[rows[i]];
            pickedWeights[i] = weights[rows[i]];
        }
        return new FieldRows(starts, picked, pickedLabels, pickedWeights);
    }

    /// The first fields only.
    public FieldRows first(int count) {
        int[] kept = new int[labels.length * count];
        for (int row = 0; row < labels.length; row++) {
            System.arraycopy(columns, row * fields, kept, row * count, count);
        }
        return new FieldRows(Arrays.copyOf(starts, count + 1), kept, labels, weights);
    }

    /// The same rows with other weights.
    public FieldRows weighted(float[] other) {
        return new FieldRows(starts, columns, labels, other);
    }
}
