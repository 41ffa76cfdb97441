package attune.algorithms.sequence;

import attune.algorithms.linear.PackedMatrix;
import attune.algorithms.linear.Vectors;

/// A dense layer, `y = x · W + shift`, W row-major `in × out`. Holds scratch only; one thread.
final class Dense {
    private final int in;
    private final int out;
    private final int weightsAt;
    private final int shiftAt;
    private final PackedMatrix packed = new PackedMatrix();
    private final float[] tile = new float[PackedMatrix.scratch()];

    Dense(int in, int out, int weightsAt, int shiftAt) {
        this.in = in;
        this.out = out;
        this.weightsAt = weightsAt;
        this.shiftAt = shiftAt;
    }

    void forward(float[] weights, float[] x, int rows, float[] y) {
        for (int row = 0; row < rows; row++) System.arraycopy(weights, shiftAt, y, row * out, out);
        packed.pack(weights, weightsAt, out, 1, in, out).multiply(x, 0, in, 1, rows, y, 0, out, true, tile);
    }

    /// Adds the gradients of weights and shift; overwrites `xSlopes` with those of x.
    void backward(float[] weights, float[] x, float[] ySlopes, int rows, float[] xSlopes, float[] gradient) {
        packed.pack(weights, weightsAt, 1, out, out, in)
                .multiply(ySlopes, 0, out, 1, rows, xSlopes, 0, in, false, tile);
        packed.pack(ySlopes, 0, out, 1, rows, out).multiply(x, 0, 1, in, in, gradient, weightsAt, out, true, tile);
        for (int row = 0; row < rows; row++) Vectors.axpy(1, ySlopes, row * out, gradient, shiftAt, out);
    }
}
