package attune.algorithms.sequence;

import attune.algorithms.linear.PackedMatrix;
import attune.algorithms.linear.RowKernels;
import attune.algorithms.linear.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Cross-entropy over the item that followed and many others, drawn evenly and shared by all rows of a part.
///
/// Each drawn item stands for `(items - 1) / drawn` others, so its logit is raised by the logarithm of that (Bengio and
/// Senécal, 2008): the loss estimates the one of [FullSoftmax] and equals it when every item is drawn. A drawn item
/// that
/// is the row's target is left out. `6 · T · drawn · d` operations. One thread.
final class SampledSoftmax implements NextItemLoss {
    private static final int ROWS = 64;

    private final SequenceShape shape;
    private final int d;
    private final int itemsAt;
    private final SplittableRandom random;
    private final int[] drawn;
    private final float[] vectors;
    private final float[] vectorSlopes;
    private final float[] chances;
    private final float[] shared;
    private final int[] pool;
    private final PackedMatrix turned = new PackedMatrix();
    private final PackedMatrix plain = new PackedMatrix();
    private final PackedMatrix packed = new PackedMatrix();
    private final float[] tile = new float[PackedMatrix.scratch()];

    SampledSoftmax(SequenceShape shape, Layout layout, int negatives, SplittableRandom random) {
        this.shape = shape;
        d = shape.dimension();
        itemsAt = layout.itemsAt;
        this.random = random;
        drawn = new int[Math.min(negatives, shape.items())];
        vectors = new float[drawn.length * d];
        vectorSlopes = new float[drawn.length * d];
        chances = new float[ROWS * (drawn.length + 1)];
        shared = new float[ROWS * d];
        pool = new int[shape.items()];
        for (int item = 0; item < pool.length; item++) pool[item] = item;
    }

    @Override
    public double apply(
            float[] weights, float[] rows, int[] targets, int acts, float share, float[] slopes, float[] gradient) {
        draw(weights);
        int width = drawn.length + 1;
        double loss = 0;
        for (int from = 0; from < acts; from += ROWS) {
            int some = Math.min(ROWS, acts - from);
            turned.multiply(rows, from * d, d, 1, some, chances, 0, width, false, tile);
            for (int row = 0; row < some; row++) {
                loss += share * chancesOf(weights, rows, (from + row) * d, targets[from + row], row * width);
            }
            plain.multiply(chances, 0, width, 1, some, slopes, from * d, d, false, tile);
            for (int i = 0; i < some * d; i++) shared[i] = rows[from * d + i] * share;
            packed.pack(shared, 0, d, 1, some, d)
                    .multiply(chances, 0, 1, width, drawn.length, vectorSlopes, 0, d, true, tile);
            for (int row = 0; row < some; row++) {
                float slope = chances[row * width + drawn.length];
                int target = itemsAt + targets[from + row] * d;
                Vectors.axpy(slope, weights, target, slopes, (from + row) * d, d);
                Vectors.axpy(slope, shared, row * d, gradient, target, d);
            }
            RowKernels.scale(slopes, from * d, some * d, share);
        }
        for (int k = 0; k < drawn.length; k++)
            Vectors.axpy(1, vectorSlopes, k * d, gradient, itemsAt + drawn[k] * d, d);
        return loss;
    }

    /// Turns one row's logits into chances less one for the target; returns its cross-entropy.
    private double chancesOf(float[] weights, float[] rows, int row, int target, int at) {
        float others = 0;
        for (int k = 0; k < drawn.length; k++) if (drawn[k] != target) others++;
        float raise = others == 0 ? 0 : (float) Math.log((shape.items() - 1) / others);
        for (int k = 0; k < drawn.length; k++) {
            chances[at + k] = drawn[k] == target ? Float.NEGATIVE_INFINITY : chances[at + k] + raise;
        }
        float logit = Vectors.dot(rows, row, weights, itemsAt + target * d, d);
        chances[at + drawn.length] = logit;
        float whole = RowKernels.softmax(chances, at, drawn.length + 1);
        chances[at + drawn.length] -= 1;
        return whole - logit;
    }

    /// Draws without replacement: the front of a shuffle that goes on from step to step.
    private void draw(float[] weights) {
        for (int k = 0; k < drawn.length; k++) {
            int other = k + random.nextInt(pool.length - k);
            int item = pool[other];
            pool[other] = pool[k];
            pool[k] = item;
            drawn[k] = item;
            System.arraycopy(weights, itemsAt + item * d, vectors, k * d, d);
        }
        turned.pack(vectors, 0, 1, d, d, drawn.length);
        plain.pack(vectors, 0, d, 1, drawn.length, d);
        Arrays.fill(vectorSlopes, 0);
    }
}
