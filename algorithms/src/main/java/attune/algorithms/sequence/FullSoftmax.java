package attune.algorithms.sequence;

import attune.algorithms.linear.PackedMatrix;
import attune.algorithms.linear.RowKernels;

/// Cross-entropy over every item of the catalogue: the loss that sampled ones approach, and what makes SASRec as good
/// as younger models (Klenitskiy and Vasilev, RecSys 2023). `6 · T · items · d` operations; for catalogues up to some
/// ten thousand items. One thread.
final class FullSoftmax implements NextItemLoss {
    /// Rows that are worked on at once: enough to make products dense, few enough to stay in the cache.
    private static final int ROWS = 64;

    private final int items;
    private final int d;
    private final int itemsAt;
    private final Catalogue catalogue;
    private final PackedMatrix packed = new PackedMatrix();
    private final float[] tile = new float[PackedMatrix.scratch()];
    private final float[] chances;
    private final float[] shared;

    /// The item vectors as both products need them; packed once a step, read by all parts.
    static final class Catalogue {
        final PackedMatrix turned = new PackedMatrix();
        final PackedMatrix plain = new PackedMatrix();

        void pack(float[] weights, int itemsAt, int items, int d) {
            turned.pack(weights, itemsAt, 1, d, d, items);
            plain.pack(weights, itemsAt, d, 1, items, d);
        }
    }

    FullSoftmax(SequenceShape shape, Layout layout, Catalogue catalogue) {
        items = shape.items();
        d = shape.dimension();
        itemsAt = layout.itemsAt;
        this.catalogue = catalogue;
        chances = new float[ROWS * items];
        shared = new float[ROWS * d];
    }

    @Override
    public double apply(
            float[] weights, float[] rows, int[] targets, int acts, float share, float[] slopes, float[] gradient) {
        double loss = 0;
        for (int from = 0; from < acts; from += ROWS) {
            int some = Math.min(ROWS, acts - from);
            catalogue.turned.multiply(rows, from * d, d, 1, some, chances, 0, items, false, tile);
            for (int row = 0; row < some; row++) {
                int at = row * items;
                float target = chances[at + targets[from + row]];
                loss += share * (RowKernels.softmax(chances, at, items) - target);
                chances[at + targets[from + row]] -= 1;
            }
            catalogue.plain.multiply(chances, 0, items, 1, some, slopes, from * d, d, false, tile);
            RowKernels.scale(slopes, from * d, some * d, share);
            // The share goes into the rows, which are fewer than the chances.
            for (int i = 0; i < some * d; i++) shared[i] = rows[from * d + i] * share;
            packed.pack(shared, 0, d, 1, some, d)
                    .multiply(chances, 0, 1, items, items, gradient, itemsAt, d, true, tile);
        }
        return loss;
    }
}
