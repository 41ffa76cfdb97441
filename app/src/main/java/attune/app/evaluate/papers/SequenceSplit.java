package attune.app.evaluate.papers;

import attune.algorithms.sequence.ActSequence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Members' items in the order of time, split by leaving one out: the last item is the test, the one before it decides
/// between settings, and what lies before both is learned from while choosing.
///
/// @param items numbered from 0
/// @param whole each member's acts, at least three
record SequenceSplit(int items, List<ActSequence> whole) {

    /// Lines of items, numbered from 1.
    static SequenceSplit ofItems(Path file) {
        return of(file, 0);
    }

    /// Lines of a member and items, numbered from 1.
    static SequenceSplit ofMembers(Path file) {
        return of(file, 1);
    }

    private static SequenceSplit of(Path file, int left) {
        List<ActSequence> whole = Split.lines(file).stream()
                .map(line -> Arrays.stream(line.strip().split("\\s+"))
                        .skip(left)
                        .mapToInt(number -> Integer.parseInt(number) - 1)
                        .toArray())
                .filter(items -> items.length > 2)
                .map(ActSequence::of)
                .toList();
        int items = whole.stream()
                .mapToInt(acts -> IntStream.of(acts.items()).max().orElse(-1))
                .max()
                .orElse(-1);
        return new SequenceSplit(items + 1, whole);
    }

    /// Everything but the newest acts of each member.
    List<ActSequence> without(int newest) {
        return whole.stream().map(acts -> acts.part(0, acts.length() - newest)).toList();
    }

    int members() {
        return whole.size();
    }

    int acts() {
        return whole.stream().mapToInt(ActSequence::length).sum();
    }

    /// At most so many members, drawn with a seed, ascending.
    int[] drawn(int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] members = IntStream.range(0, members()).toArray();
        int count = Math.min(most, members.length);
        for (int k = 0; k < count; k++) {
            int other = k + random.nextInt(members.length - k);
            int kept = members[k];
            members[k] = members[other];
            members[other] = kept;
        }
        return IntStream.of(members).limit(count).sorted().toArray();
    }
}
