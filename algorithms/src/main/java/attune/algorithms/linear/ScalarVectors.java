package attune.algorithms.linear;

/// What [Vectors] computes, as plain loops: the reference its tests compare with, and the definition to read first.
final class ScalarVectors {

    private ScalarVectors() {}

    static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[aFrom + i] * b[bFrom + i];
        }
        return (float) sum;
    }

    static void axpy(float scale, float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] = Math.fma(x[xFrom + i], scale, y[yFrom + i]);
        }
    }

    static void multiply(float[] rows, int n, int d, float[] columns, float[] start, int width, float[] out) {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < width; column++) {
                float sum = start[column];
                for (int j = 0; j < d; j++) {
                    sum = Math.fma(rows[row * d + j], columns[j * width + column], sum);
                }
                out[row * width + column] = sum;
            }
        }
    }

    static void product(float[] a, float[] b, int m, int depth, int n, float[] out) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                double sum = 0;
                for (int j = 0; j < depth; j++) sum += (double) a[row * depth + j] * b[j * n + column];
                out[row * n + column] = (float) sum;
            }
        }
    }

    /// In place; returns log Σ e^x.
    static float softmax(float[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (float x : row) max = Math.max(max, x);
        double sum = 0;
        for (float x : row) sum += Math.exp(x - max);
        for (int i = 0; i < row.length; i++) row[i] = (float) (Math.exp(row[i] - max) / sum);
        return (float) (max + Math.log(sum));
    }

    static float normalize(float[] x, float[] normal) {
        double sum = 0;
        for (float value : x) sum += value;
        double mean = sum / x.length;
        double square = 0;
        for (float value : x) square += (value - mean) * (value - mean);
        double inverse = 1 / Math.sqrt(square / x.length + 1e-5);
        for (int i = 0; i < x.length; i++) normal[i] = (float) ((x[i] - mean) * inverse);
        return (float) inverse;
    }
}
