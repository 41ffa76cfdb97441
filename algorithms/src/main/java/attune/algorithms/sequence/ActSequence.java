package attune.algorithms.sequence;

import java.util.Arrays;
import java.util.List;

/// A member's acts from the oldest to the newest. The arrays are read, never changed, and must not change afterwards.
///
/// @param items the item of each act, from 0 below the number of items
/// @param inputs what else is known of each act, one array for each table of [SequenceShape#inputs], for example its
///     kind, a bucket of the time since the act before, the surface it happened on; empty if nothing is
public record ActSequence(int[] items, List<int[]> inputs) {

    public ActSequence {
        inputs = List.copyOf(inputs);
        for (int[] input : inputs) {
            if (input.length != items.length) {
                throw new IllegalArgumentException(
                        "an input of " + input.length + " acts beside items of " + items.length + " acts");
            }
        }
    }

    /// Only items are known.
    public static ActSequence of(int... items) {
        return new ActSequence(items, List.of());
    }

    public int length() {
        return items.length;
    }

    /// The acts from one place to before another.
    public ActSequence part(int from, int to) {
        return new ActSequence(
                Arrays.copyOfRange(items, from, to),
                inputs.stream()
                        .map(input -> Arrays.copyOfRange(input, from, to))
                        .toList());
    }

    /// The newest acts, at most so many.
    public ActSequence last(int most) {
        return length() <= most ? this : part(length() - most, length());
    }
}
