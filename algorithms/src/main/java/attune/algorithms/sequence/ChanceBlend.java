package attune.algorithms.sequence;

import attune.algorithms.linear.RowKernels;

/// A transformer's chances mixed with a Markov chain's: `(1 - weight) · softmax(scores) + weight · chance`. The chain
/// remembers what followed rare items, which a model of few dimensions smooths over. One thread, as its reader.
public final class ChanceBlend implements HistoryScorer {
    private final SequenceModel.Reader reader;
    private final MarkovChain chain;
    private final int items;
    private final float weight;
    private final float[] chances;

    /// @param weight of the chain, from 0 to 1
    public ChanceBlend(SequenceModel model, MarkovChain chain, float weight) {
        if (!(weight >= 0 && weight <= 1)) throw new IllegalArgumentException("a chain cannot weigh " + weight);
        reader = model.reader();
        items = model.shape().items();
        this.chain = chain;
        this.weight = weight;
        chances = new float[items];
    }

    @Override
    public void score(ActSequence history, float[] scores) {
        reader.score(history, scores);
        RowKernels.softmax(scores, 0, items);
        chain.score(history, chances);
        for (int item = 0; item < items; item++) scores[item] += weight * (chances[item] - scores[item]);
    }
}
