package attune.algorithms.sequence;

import java.util.List;

/// The size of a causal transformer.
///
/// @param items in the catalogue
/// @param dimension of item vectors and of every layer's rows
/// @param blocks of attention and feed-forward, one after the other
/// @param heads of attention; they share the dimension evenly
/// @param hidden width inside the feed-forward layer
/// @param length the most acts the model looks back on
/// @param inputs how many values each further input of an act has; empty if the items are all
public record SequenceShape(
        int items, int dimension, int blocks, int heads, int hidden, int length, List<Integer> inputs) {

    public SequenceShape {
        inputs = List.copyOf(inputs);
        if (items < 1 || dimension < 1 || blocks < 0 || heads < 1 || hidden < 1 || length < 1) {
            throw new IllegalArgumentException("sizes must be positive: " + items + " items, dimension " + dimension
                    + ", " + blocks + " blocks, " + heads + " heads, hidden " + hidden + ", length " + length);
        }
        if (dimension % heads != 0) {
            throw new IllegalArgumentException(heads + " heads cannot share " + dimension + " dimensions evenly");
        }
        if (inputs.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("an input needs at least one value: " + inputs);
        }
    }

    /// Without further inputs, with a feed-forward layer four times as wide as the rows.
    public static SequenceShape of(int items, int dimension, int blocks, int heads, int length) {
        return new SequenceShape(items, dimension, blocks, heads, 4 * dimension, length, List.of());
    }
}
