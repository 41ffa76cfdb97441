package attune.algorithms.sequence;

/// Adam with decay apart from the gradient (Loshchilov and Hutter, ICLR 2019). Two numbers for each parameter are
/// remembered; disjoint ranges may be stepped by several threads.
final class AdamW {
    private static final float KEEP_MEAN = 0.9f;
    private static final float KEEP_SQUARE = 0.98f;
    private static final float SMALL = 1e-8f;

    private final float[] means;
    private final float[] squares;

    AdamW(int parameters) {
        means = new float[parameters];
        squares = new float[parameters];
    }

    /// One step of the parameters from `from` to before `to`.
    ///
    /// @param steps how many steps there were with this one, from 1
    /// @param decay the share of a parameter that is taken away for each unit of rate
    void step(float[] weights, float[] gradient, int from, int to, float rate, float decay, int steps) {
        float size = (float) (rate / (1 - Math.pow(KEEP_MEAN, steps)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(KEEP_SQUARE, steps)));
        float kept = 1 - rate * decay;
        for (int i = from; i < to; i++) {
            float slope = gradient[i];
            float mean = KEEP_MEAN * means[i] + (1 - KEEP_MEAN) * slope;
            float square = KEEP_SQUARE * squares[i] + (1 - KEEP_SQUARE) * slope * slope;
            means[i] = mean;
            squares[i] = square;
            weights[i] = weights[i] * kept - size * mean / ((float) Math.sqrt(square) * correction + SMALL);
        }
    }
}
