package attune.algorithms.sequence;

import java.util.Arrays;
import java.util.List;

/// What followed, soon after, the newest few items of a history: a Markov chain that looks a few steps back and skips
/// (Shani, Heckerman and Brafman, JMLR 2005).
///
/// Item b after item a, s acts later, counts `fall^(s - 1)` for s up to `steps`; rows are chances. A history's s-th
/// newest
/// item speaks with the same weight. Learned in O(steps · acts), scored in O(items + followers). Immutable.
public final class MarkovChain implements HistoryScorer {
    private final int items;
    private final int steps;
    private final float fall;
    private final int[] starts;
    private final int[] followers;
    private final float[] chances;

    private MarkovChain(int items, int steps, float fall, int[] starts, int[] followers, float[] chances) {
        this.items = items;
        this.steps = steps;
        this.fall = fall;
        this.starts = starts;
        this.followers = followers;
        this.chances = chances;
    }

    /// @param fall above 0, at most 1: what an act counts beside the one a step nearer
    public static MarkovChain learn(List<ActSequence> sequences, int items, int steps, float fall) {
        if (steps < 1 || !(fall > 0) || fall > 1) {
            throw new IllegalArgumentException("a chain of " + steps + " steps that fall to " + fall + " each");
        }
        int[] starts = new int[items + 1];
        for (ActSequence sequence : sequences) {
            for (int t = 0; t < sequence.length(); t++) {
                starts[sequence.items()[t] + 1] += Math.min(steps, sequence.length() - 1 - t);
            }
        }
        for (int item = 0; item < items; item++) starts[item + 1] += starts[item];
        int[] followers = new int[starts[items]];
        float[] counts = new float[followers.length];
        int[] next = starts.clone();
        for (ActSequence sequence : sequences) {
            for (int t = 0; t < sequence.length(); t++) {
                float count = 1;
                for (int s = t + 1; s < Math.min(sequence.length(), t + 1 + steps); s++) {
                    int at = next[sequence.items()[t]]++;
                    followers[at] = sequence.items()[s];
                    counts[at] = count;
                    count *= fall;
                }
            }
        }
        return merged(items, steps, fall, starts, followers, counts);
    }

    /// Adds up the counts of equal followers and makes each row sum to 1.
    private static MarkovChain merged(int items, int steps, float fall, int[] from, int[] followers, float[] counts) {
        int[] starts = new int[items + 1];
        float[] sums = new float[items];
        int end = 0;
        for (int item = 0; item < items; item++) {
            float total = 0;
            for (int at = from[item]; at < from[item + 1]; at++) {
                sums[followers[at]] += counts[at];
                total += counts[at];
            }
            for (int at = from[item]; at < from[item + 1]; at++) {
                int follower = followers[at];
                if (sums[follower] == 0) continue;
                followers[end] = follower;
                counts[end++] = sums[follower] / total;
                sums[follower] = 0;
            }
            starts[item + 1] = end;
        }
        return new MarkovChain(items, steps, fall, starts, Arrays.copyOf(followers, end), Arrays.copyOf(counts, end));
    }

    /// Overwrites `scores`, `float[items]`, with chances that sum to at most 1; all 0 if nothing ever followed.
    @Override
    public void score(ActSequence history, float[] scores) {
        Arrays.fill(scores, 0, items, 0);
        float whole = 0;
        float weight = 1;
        for (int step = 0; step < steps; step++) {
            whole += weight;
            weight *= fall;
        }
        weight = 1 / whole;
        for (int t = history.length() - 1; t >= Math.max(0, history.length() - steps); t--) {
            int item = history.items()[t];
            for (int at = starts[item]; at < starts[item + 1]; at++) scores[followers[at]] += weight * chances[at];
            weight *= fall;
        }
    }
}
