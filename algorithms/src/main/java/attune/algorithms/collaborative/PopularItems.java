package attune.algorithms.collaborative;

/// The same list for everybody: how often an item was liked, or how often of late. The trivial baseline that any
/// recommender must beat, and what a member without a history is shown. Immutable.
public final class PopularItems implements ItemScorer {

    private final float[] scores;

    private PopularItems(float[] scores) {
        this.scores = scores;
    }

    /// By the number of members who like an item.
    public static PopularItems counted(Likes likes) {
        int[] counts = likes.popularity();
        float[] scores = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            scores[item] = counts[item];
        }
        return new PopularItems(scores);
    }

    /// By likes that fade: each counts `2^(−age / halfLife)`.
    ///
    /// liked `int[n]` items in [0, items); ages `double[n]` ≥ 0, in the unit of `halfLife` > 0. Time O(n).
    public static PopularItems decayed(int items, int[] liked, double[] ages, double halfLife) {
        if (liked.length != ages.length || !(halfLife > 0)) {
            throw new IllegalArgumentException("need one age per like and a half-life above 0, got " + liked.length
                    + " likes, " + ages.length + " ages, half-life " + halfLife);
        }
        double[] sums = new double[items];
        for (int at = 0; at < liked.length; at++) {
            if (!(ages[at] >= 0)) {
                throw new IllegalArgumentException("the age of like " + at + " must be 0 or more, was " + ages[at]);
            }
            sums[liked[at]] += Math.exp(-Math.log(2) * ages[at] / halfLife);
        }
        float[] scores = new float[items];
        for (int item = 0; item < items; item++) {
            scores[item] = (float) sums[item];
        }
        return new PopularItems(scores);
    }

    @Override
    public int items() {
        return scores.length;
    }

    @Override
    public void score(int[] history, float[] into) {
        System.arraycopy(scores, 0, into, 0, scores.length);
    }
}
