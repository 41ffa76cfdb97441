package attune.algorithms.rank;

import java.util.Arrays;

/// Ids with scores, best first. Immutable.
public final class Ranked {

    private final int[] ids;
    private final float[] scores;

    Ranked(int[] ids, float[] scores) {
        this.ids = ids;
        this.scores = scores;
    }

    public int size() {
        return ids.length;
    }

    public int id(int position) {
        return ids[position];
    }

    public float score(int position) {
        return scores[position];
    }

    public int[] ids() {
        return ids.clone();
    }

    public float[] scores() {
        return scores.clone();
    }

    @Override
    public String toString() {
        return "Ranked[ids=" + Arrays.toString(ids) + ", scores=" + Arrays.toString(scores) + "]";
    }
}
