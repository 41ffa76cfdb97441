package attune.algorithms.field;

import attune.algorithms.linear.Vectors;
import java.util.List;
import java.util.random.RandomGenerator;

/// `max(0, rows · weights + bias)` and its gradients, for a batch at a time. Products are those of [Vectors]; the
/// two of the way back are the same product with one side transposed. Time O(n · in · out) each.
final class DenseLayer {
    final int in;
    final int out;
    final Parameter weights;
    final Parameter bias;
    private final float[] turned;
    private final float[] product;
    private final float[] zeros;

    /// in and out are multiples of [Vectors#padded]. Spread of the start by He et al. (ICCV 2015).
    DenseLayer(int in, int out, RandomGenerator random) {
        this.in = in;
        this.out = out;
        weights = Parameter.normal(in * out, Math.sqrt(2.0 / in), random);
        bias = new Parameter(out);
        turned = new float[in * out];
        product = new float[in * out];
        zeros = new float[Math.max(in, out)];
    }

    List<Parameter> parameters() {
        return List.of(weights, bias);
    }

    /// rows `float[n * in]`, into `float[n * out]`.
    void forward(float[] rows, int n, float[] into) {
        Vectors.multiply(rows, n, in, weights.values, bias.values, out, into);
        for (int i = 0; i < n * out; i++) {
            into[i] = Math.max(0, into[i]);
        }
    }

    /// Adds to the gradients of weights and bias, and writes that of the rows. slopes `float[n * out]`: the loss's
    /// gradient before the rectifier; rows `float[n * in]` as given to [#forward]; turnedRows `float[in * n]` is
    /// scratch; into `float[n * in]`.
    void backward(float[] rows, float[] slopes, int n, float[] turnedRows, float[] into) {
        transpose(rows, n, in, turnedRows);
        float[] start = out == zeros.length ? zeros : new float[out];
        Vectors.multiply(turnedRows, in, n, slopes, start, out, product);
        Vectors.axpy(1, product, 0, weights.gradients, 0, in * out);
        for (int row = 0; row < n; row++) {
            Vectors.axpy(1, slopes, row * out, bias.gradients, 0, out);
        }
        transpose(weights.values, in, out, turned);
        Vectors.multiply(slopes, n, out, turned, in == zeros.length ? zeros : new float[in], in, into);
    }

    /// `into[c, r] = from[r, c]`, in tiles, so that neither side is read across the cache.
    private static void transpose(float[] from, int rows, int columns, float[] into) {
        int tile = 16;
        for (int row = 0; row < rows; row += tile) {
            for (int column = 0; column < columns; column += tile) {
                transposeTile(
                        from,
                        row,
                        Math.min(rows, row + tile),
                        column,
                        Math.min(columns, column + tile),
                        rows,
                        columns,
                        into);
            }
        }
    }

    private static void transposeTile(
            float[] from, int rowFrom, int rowTo, int columnFrom, int columnTo, int rows, int columns, float[] into) {
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = columnFrom; column < columnTo; column++) {
                into[column * rows + row] = from[row * columns + column];
            }
        }
    }
}
