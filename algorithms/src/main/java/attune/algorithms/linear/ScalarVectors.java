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
}
