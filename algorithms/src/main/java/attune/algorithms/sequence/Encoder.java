package attune.algorithms.sequence;

import attune.algorithms.linear.Vectors;
import java.util.Arrays;
import java.util.List;

/// The causal transformer from acts to rows: row t says what follows act t, and depends on acts up to t only.
///
/// SASRec (Kang and McAuley, ICDM 2018) with normalization before each layer instead of behind it: item vectors, plus
/// vectors of positions and of further inputs, through the blocks. Forward about `24 · T · d² · blocks` operations and
/// the attention, backward twice that. Remembers the latest forward pass; one thread.
final class Encoder {
    private final SequenceShape shape;
    private final Layout layout;
    private final int d;
    private final float itemScale;
    private final List<Block> blocks;
    private final Norm last;
    private float[] x = {};
    private float[] rows = {};
    private float[] mask = {};
    private float[] slopes = {};

    Encoder(SequenceShape shape, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        d = shape.dimension();
        itemScale = (float) Math.sqrt(d);
        blocks = layout.blocks.stream().map(at -> new Block(shape, at)).toList();
        last = new Norm(d, layout.gainAt, layout.shiftAt);
    }

    /// The rows, `T × d`, in an array that the next call uses again.
    float[] forward(float[] weights, Batch batch, Dropout dropout) {
        int acts = batch.acts();
        x = Rooms.atLeast(x, acts * d);
        rows = Rooms.atLeast(rows, acts * d);
        mask = Rooms.atLeast(mask, acts * d);
        for (int s = 0; s < batch.sequences().size(); s++) {
            embed(weights, batch.sequences().get(s), batch.starts()[s]);
        }
        dropout.forward(x, acts * d, mask);
        for (Block block : blocks) block.forward(weights, x, batch.starts(), dropout);
        last.forward(weights, x, acts, rows);
        return rows;
    }

    /// Adds to the gradient, given the slopes of the loss at the rows.
    void backward(float[] weights, Batch batch, Dropout dropout, float[] rowSlopes, float[] gradient) {
        int acts = batch.acts();
        slopes = Rooms.atLeast(slopes, acts * d);
        Arrays.fill(slopes, 0, acts * d, 0);
        last.backward(weights, rowSlopes, acts, slopes, gradient);
        for (Block block : blocks.reversed()) block.backward(weights, slopes, batch.starts(), dropout, gradient);
        dropout.backward(slopes, acts * d, mask);
        for (int s = 0; s < batch.sequences().size(); s++) {
            spread(batch.sequences().get(s), batch.starts()[s], gradient);
        }
    }

    private void embed(float[] weights, ActSequence sequence, int start) {
        if (sequence.length() > shape.length()
                || sequence.inputs().size() != shape.inputs().size()) {
            throw new IllegalArgumentException("a sequence of " + sequence.length() + " acts with "
                    + sequence.inputs().size() + " inputs; the model looks back on " + shape.length() + " with "
                    + shape.inputs().size());
        }
        for (int t = 0; t < sequence.length(); t++) {
            int to = (start + t) * d;
            System.arraycopy(weights, layout.positionsAt + t * d, x, to, d);
            Vectors.axpy(itemScale, weights, layout.itemsAt + sequence.items()[t] * d, x, to, d);
            for (int input = 0; input < sequence.inputs().size(); input++) {
                int value = sequence.inputs().get(input)[t];
                Vectors.axpy(1, weights, layout.inputsAt.get(input) + value * d, x, to, d);
            }
        }
    }

    private void spread(ActSequence sequence, int start, float[] gradient) {
        for (int t = 0; t < sequence.length(); t++) {
            int from = (start + t) * d;
            Vectors.axpy(1, slopes, from, gradient, layout.positionsAt + t * d, d);
            Vectors.axpy(itemScale, slopes, from, gradient, layout.itemsAt + sequence.items()[t] * d, d);
            for (int input = 0; input < sequence.inputs().size(); input++) {
                int value = sequence.inputs().get(input)[t];
                Vectors.axpy(1, slopes, from, gradient, layout.inputsAt.get(input) + value * d, d);
            }
        }
    }
}
