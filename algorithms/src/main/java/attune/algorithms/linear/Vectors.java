package attune.algorithms.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The one door to the Vector API; [ScalarVectors] is the readable reference for each method here.
///
/// Every kernel is one static method, and no vector crosses a call: a vector handed to a method that is not inlined is
/// boxed, which costs a factor of six. Long loops are cut into short calls for the same reason.
public final class Vectors {

    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_PREFERRED;
    /// Acts are few, so wider vectors than eight lanes would compute mostly padding.
    private static final VectorSpecies<Float> NARROW = WIDE.length() > 8 ? FloatVector.SPECIES_256 : WIDE;

    private static final int WARM_UP_ROWS = 64;
    private static final int WARM_UP_ROUNDS = 400;

    private Vectors() {}

    /// The number of columns [#multiply] works on at once; `columns` is padded to a multiple of it.
    public static int padded(int columns) {
        int lanes = NARROW.length();
        return (columns + lanes - 1) / lanes * lanes;
    }

    /// `Σ a[aFrom + i] · b[bFrom + i]`. The order of additions depends on the machine's vector width; the result is
    /// within `length · 1.2e-7 · Σ |a·b|` of the exact sum.
    public static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sums = FloatVector.zero(WIDE);
        int vectorEnd = WIDE.loopBound(length);
        for (int i = 0; i < vectorEnd; i += WIDE.length()) {
            FloatVector factor = FloatVector.fromArray(WIDE, b, bFrom + i);
            sums = FloatVector.fromArray(WIDE, a, aFrom + i).fma(factor, sums);
        }
        float sum = Lanes.sum(sums);
        for (int i = vectorEnd; i < length; i++) {
            sum = Math.fma(a[aFrom + i], b[bFrom + i], sum);
        }
        return sum;
    }

    /// `y[yFrom + i] += scale · x[xFrom + i]`, bit for bit equal on every machine.
    public static void axpy(float scale, float[] x, int xFrom, float[] y, int yFrom, int length) {
        FloatVector scales = FloatVector.broadcast(WIDE, scale);
        int vectorEnd = WIDE.loopBound(length);
        for (int i = 0; i < vectorEnd; i += WIDE.length()) {
            FloatVector sum = FloatVector.fromArray(WIDE, y, yFrom + i);
            FloatVector.fromArray(WIDE, x, xFrom + i).fma(scales, sum).intoArray(y, yFrom + i);
        }
        for (int i = vectorEnd; i < length; i++) {
            y[yFrom + i] = Math.fma(x[xFrom + i], scale, y[yFrom + i]);
        }
    }

    /// Candidates × weights: `out[r, c] = start[c] + Σ_j rows[r, j] · columns[j, c]`.
    ///
    /// rows `float[n * d]`, columns `float[d * width]`, start `float[width]`, out `float[n * width]`, all
    /// row-major; width a multiple of [#padded]. Lanes are columns and j runs upwards, so each number is the same
    /// chain of fused multiply-adds on every machine and for every batch: a row's result never depends on the rows
    /// beside it. Time O(n · d · width).
    public static void multiply(float[] rows, int n, int d, float[] columns, float[] start, int width, float[] out) {
        if (width != padded(width) || start.length != width || columns.length != d * width) {
            throw new IllegalArgumentException("columns must be " + d + " × " + width + ", padded to " + padded(width)
                    + "; got " + columns.length + " weights and " + start.length + " starts");
        }
        for (int column = 0; column < width; column += NARROW.length()) {
            int row = 0;
            for (; row + 4 <= n; row += 4) {
                multiplyFour(rows, row, d, columns, start, width, column, out);
            }
            for (; row < n; row++) {
                multiplyOne(rows, row, d, columns, start, width, column, out);
            }
        }
    }

    /// Lets the compiler see the kernels until they are compiled, so the first requests are not the slow ones.
    public static void warmUp() {
        int width = padded(8);
        int d = 32;
        float[] rows = new float[WARM_UP_ROWS * d];
        float[] columns = new float[d * width];
        float[] out = new float[WARM_UP_ROWS * width];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            multiply(rows, WARM_UP_ROWS - round % 4, d, columns, new float[width], width, out);
            for (int row = 0; row < WARM_UP_ROWS; row++) {
                axpy(dot(rows, row * d, columns, 0, d), rows, row * d, columns, 0, d);
            }
        }
    }

    /// Four rows share each load of weights and hide the latency of the multiply-adds.
    private static void multiplyFour(
            float[] rows, int row, int d, float[] columns, float[] start, int width, int column, float[] out) {
        FloatVector first = FloatVector.fromArray(NARROW, start, column);
        FloatVector second = first;
        FloatVector third = first;
        FloatVector fourth = first;
        int at = row * d;
        for (int j = 0; j < d; j++) {
            FloatVector weights = FloatVector.fromArray(NARROW, columns, j * width + column);
            first = weights.fma(FloatVector.broadcast(NARROW, rows[at + j]), first);
            second = weights.fma(FloatVector.broadcast(NARROW, rows[at + d + j]), second);
            third = weights.fma(FloatVector.broadcast(NARROW, rows[at + 2 * d + j]), third);
            fourth = weights.fma(FloatVector.broadcast(NARROW, rows[at + 3 * d + j]), fourth);
        }
        int to = row * width + column;
        first.intoArray(out, to);
        second.intoArray(out, to + width);
        third.intoArray(out, to + 2 * width);
        fourth.intoArray(out, to + 3 * width);
    }

    private static void multiplyOne(
            float[] rows, int row, int d, float[] columns, float[] start, int width, int column, float[] out) {
        FloatVector sums = FloatVector.fromArray(NARROW, start, column);
        for (int j = 0; j < d; j++) {
            FloatVector weights = FloatVector.fromArray(NARROW, columns, j * width + column);
            sums = weights.fma(FloatVector.broadcast(NARROW, rows[row * d + j]), sums);
        }
        sums.intoArray(out, row * width + column);
    }
}
