package attune.algorithms.sequence;

import attune.algorithms.linear.RowKernels;

/// Layer normalization with learned gain and shift (Ba, Kiros and Hinton 2016). Remembers what its backward pass needs
/// of the latest forward pass; one thread.
final class Norm {
    private final int size;
    private final int gainAt;
    private final int shiftAt;
    private float[] normal = {};
    private float[] inverse = {};
    private final float[] slopes;

    Norm(int size, int gainAt, int shiftAt) {
        this.size = size;
        this.gainAt = gainAt;
        this.shiftAt = shiftAt;
        slopes = new float[size];
    }

    void forward(float[] weights, float[] x, int rows, float[] y) {
        normal = Rooms.atLeast(normal, rows * size);
        inverse = Rooms.atLeast(inverse, rows);
        for (int row = 0; row < rows; row++) {
            int at = row * size;
            inverse[row] = RowKernels.normalize(x, at, size, normal, at);
            for (int i = 0; i < size; i++) {
                y[at + i] = Math.fma(normal[at + i], weights[gainAt + i], weights[shiftAt + i]);
            }
        }
    }

    /// Adds to `xSlopes`, and the gradients of gain and shift to `gradient`.
    void backward(float[] weights, float[] ySlopes, int rows, float[] xSlopes, float[] gradient) {
        for (int row = 0; row < rows; row++) {
            int at = row * size;
            for (int i = 0; i < size; i++) {
                float slope = ySlopes[at + i];
                gradient[gainAt + i] += slope * normal[at + i];
                gradient[shiftAt + i] += slope;
                slopes[i] = slope * weights[gainAt + i];
            }
            RowKernels.normalizeBackward(slopes, 0, normal, at, size, inverse[row], xSlopes, at);
        }
    }
}
