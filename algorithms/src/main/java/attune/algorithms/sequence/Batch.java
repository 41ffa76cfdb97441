package attune.algorithms.sequence;

import java.util.List;

/// Sequences laid one after the other, without padding: T acts in all.
///
/// @param sequences each at most as long as the model looks back
/// @param starts where each sequence starts, and T at the end
record Batch(List<ActSequence> sequences, int[] starts) {

    static Batch of(List<ActSequence> sequences) {
        int[] starts = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++)
            starts[s + 1] = starts[s] + sequences.get(s).length();
        return new Batch(List.copyOf(sequences), starts);
    }

    int acts() {
        return starts[starts.length - 1];
    }
}
