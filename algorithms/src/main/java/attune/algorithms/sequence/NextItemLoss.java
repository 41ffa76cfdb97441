package attune.algorithms.sequence;

/// How wrong the rows are about the acts that followed: mean cross-entropy of the item that came.
sealed interface NextItemLoss permits FullSoftmax, SampledSoftmax {

    /// Adds up the loss of T rows, overwrites their slopes, adds the gradient of the item vectors.
    ///
    /// @param rows `T × d`
    /// @param targets the item that followed each row
    /// @param share what each row's loss counts
    double apply(float[] weights, float[] rows, int[] targets, int acts, float share, float[] slopes, float[] gradient);
}
