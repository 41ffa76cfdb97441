package attune.algorithms.sequence;

import java.util.SplittableRandom;

/// Zeroes a share of numbers while training and makes the others larger instead (Srivastava et al., JMLR 2014).
/// One thread.
final class Dropout {
    private static final int RESOLUTION = 1 << 16;

    private final SplittableRandom random;
    private final int threshold;
    private final float kept;

    /// @param rate the share that is zeroed, 0 for none, below 1
    Dropout(double rate, SplittableRandom random) {
        this.random = random;
        threshold = (int) Math.round(rate * RESOLUTION);
        kept = (float) (1 / (1 - rate));
    }

    /// For serving: nothing is dropped.
    static Dropout none() {
        return new Dropout(0, new SplittableRandom(0));
    }

    /// Drops of the first `length` numbers and keeps the factors in `mask`, for [#backward].
    void forward(float[] x, int length, float[] mask) {
        if (threshold == 0) return;
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if ((i & 3) == 0) bits = random.nextLong();
            mask[i] = (int) (bits & (RESOLUTION - 1)) < threshold ? 0 : kept;
            bits >>>= 16;
        }
        backward(x, length, mask);
    }

    void backward(float[] slopes, int length, float[] mask) {
        if (threshold == 0) return;
        for (int i = 0; i < length; i++) slopes[i] *= mask[i];
    }
}
