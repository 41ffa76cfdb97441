package attune.algorithms.sequence;

import attune.algorithms.linear.Vectors;
import java.util.List;

/// A trained causal transformer: its shape and one array of weights, which is all there is to save. Immutable; any
/// number of threads, each through a [Reader] of its own.
public final class SequenceModel {
    private final SequenceShape shape;
    private final Layout layout;
    private final float[] weights;

    /// @param weights as [#weights] gave them, of a model of equal shape
    public SequenceModel(SequenceShape shape, float[] weights) {
        this(shape, new Layout(shape), weights.clone());
    }

    private SequenceModel(SequenceShape shape, Layout layout, float[] weights) {
        if (weights.length != layout.length) {
            throw new IllegalArgumentException("a model of " + shape + " has " + layout.length + " weights, not "
                    + weights.length + ". Maybe it was trained with another shape?");
        }
        this.shape = shape;
        this.layout = layout;
        this.weights = weights;
    }

    public SequenceShape shape() {
        return shape;
    }

    /// A copy of all weights, items first.
    public float[] weights() {
        return weights.clone();
    }

    public Reader reader() {
        return new Reader();
    }

    /// Reads histories for one thread.
    public final class Reader implements HistoryScorer {
        private final Encoder encoder = new Encoder(shape, layout);
        private final float[] row = new float[shape.dimension()];

        private Reader() {}

        /// The score of each candidate after the history: higher is likelier, `e^score` proportional to the
        /// chance.
        ///
        /// A candidate's score depends on the history and on nothing else asked beside it. The history must not
        /// be
        /// empty; of a longer one the newest acts count. Cost: one pass over the history, then O(d) a
        /// candidate.
        public void score(ActSequence history, int[] candidates, float[] scores) {
            read(history);
            for (int i = 0; i < candidates.length; i++) scores[i] = scoreOf(candidates[i]);
        }

        /// The same for all items, by number.
        @Override
        public void score(ActSequence history, float[] scores) {
            read(history);
            for (int item = 0; item < shape.items(); item++) scores[item] = scoreOf(item);
        }

        private void read(ActSequence history) {
            if (history.length() == 0) throw new IllegalArgumentException("nothing follows from an empty history");
            Batch batch = Batch.of(List.of(history.last(shape.length())));
            float[] rows = encoder.forward(weights, batch, Dropout.none());
            System.arraycopy(rows, (batch.acts() - 1) * shape.dimension(), row, 0, row.length);
        }

        private float scoreOf(int item) {
            return Vectors.dot(row, 0, weights, layout.itemsAt + item * row.length, row.length);
        }
    }
}
