package attune.algorithms.rank;

import java.util.Arrays;

/// Composes a slate greedily: each place goes to the best row as things stand after the places before it.
///
/// Here and only here a row's worth depends on its neighbours; scores themselves never do. Pure and deterministic.
public final class SlateSelector {

    /// The topic of a row that has none: it is never a repeat.
    public static final int NO_TOPIC = -1;

    private final float[] scores;
    private final int[] authorOf;
    private final int[] topicOf;
    private final boolean[] inNetwork;
    private final SlateRules rules;
    private final int[] authorRepeats;
    private final int[] topicRepeats;
    /// What each row is worth as things stand.
    private final float[] worths;
    private final boolean[] chosen;
    private int insideLeft;
    private int outsideChosen;

    private SlateSelector(float[] scores, int[] authorOf, int[] topicOf, boolean[] inNetwork, int n, SlateRules rules) {
        this.scores = scores;
        this.authorOf = authorOf;
        this.topicOf = topicOf;
        this.inNetwork = inNetwork;
        this.rules = rules;
        this.authorRepeats = new int[n];
        this.topicRepeats = new int[n];
        this.worths = Arrays.copyOf(scores, n);
        this.chosen = new boolean[n];
        for (int row = 0; row < n; row++) {
            if (Float.isNaN(scores[row])) {
                throw new IllegalArgumentException("score of row " + row + " is NaN. Maybe a feature divided by 0?");
            }
            insideLeft += inNetwork[row] ? 1 : 0;
        }
    }

    /// The best slate of `min(k, n)` rows, in slate order, with the scores they were chosen at.
    ///
    /// The first n entries of each array are read: scores `float[]`, higher is better; authorOf `int[]`; topicOf
    /// `int[]` or [#NO_TOPIC]; inNetwork `boolean[]`. A score below 0 is divided instead of multiplied, so a repeat
    /// is never better than a first. Equal worth: lower row first. Time O(k n), extra memory O(n). NaN is rejected.
    public static Ranked select(
            float[] scores, int[] authorOf, int[] topicOf, boolean[] inNetwork, int n, int k, SlateRules rules) {
        return new SlateSelector(scores, authorOf, topicOf, inNetwork, n, rules).select(Math.min(k, n));
    }

    private Ranked select(int length) {
        int[] rows = new int[length];
        float[] chosenAt = new float[length];
        for (int position = 0; position < length; position++) {
            boolean outsideAllowed = insideLeft == 0 || outsideChosen < rules.mostOutside(position + 1);
            int best = best(outsideAllowed);
            rows[position] = best;
            chosenAt[position] = worths[best];
            choose(best);
        }
        return new Ranked(rows, chosenAt);
    }

    private int best(boolean outsideAllowed) {
        int best = -1;
        for (int row = 0; row < chosen.length; row++) {
            if (!chosen[row] && (outsideAllowed || inNetwork[row]) && (best < 0 || worths[row] > worths[best])) {
                best = row;
            }
        }
        return best;
    }

    private void choose(int row) {
        chosen[row] = true;
        insideLeft -= inNetwork[row] ? 1 : 0;
        outsideChosen += inNetwork[row] ? 0 : 1;
        for (int other = 0; other < chosen.length; other++) {
            boolean sameAuthor = authorOf[other] == authorOf[row];
            boolean sameTopic = topicOf[other] == topicOf[row] && topicOf[row] != NO_TOPIC;
            if (!chosen[other] && (sameAuthor || sameTopic)) {
                authorRepeats[other] += sameAuthor ? 1 : 0;
                topicRepeats[other] += sameTopic ? 1 : 0;
                worths[other] = worth(other);
            }
        }
    }

    private float worth(int row) {
        double multiplier = rules.authorMultiplier(authorRepeats[row]) * rules.topicMultiplier(topicRepeats[row]);
        return (float) (scores[row] >= 0 ? scores[row] * multiplier : scores[row] / multiplier);
    }
}
