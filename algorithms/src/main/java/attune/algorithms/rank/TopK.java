package attune.algorithms.rank;

/// Keeps the k best of what it is offered, in a binary heap with the worst on top.
///
/// Higher scores are better; equal scores: lower id first, so the result does not depend on the order of offers. NaN is
/// rejected. An offer that does not enter costs one comparison, one that does O(log k); memory O(k).
/// Mutable, owned by one thread.
public final class TopK {

    private final int[] ids;
    private final float[] scores;
    private int size;

    public TopK(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("cannot keep " + k + " items");
        }
        ids = new int[k];
        scores = new float[k];
    }

    /// The best `min(k, n)` rows of `scores[0, n)`, best first. Time O(n + k log k log n) on scores in random
    /// order.
    public static int[] rows(float[] scores, int n, int k) {
        TopK best = new TopK(Math.min(k, n));
        for (int row = 0; row < n; row++) {
            best.offer(row, scores[row]);
        }
        return best.drain().ids();
    }

    public void offer(int id, float score) {
        if (Float.isNaN(score)) {
            throw new IllegalArgumentException("score of " + id + " is NaN. Maybe a feature divided by 0?");
        }
        if (size < ids.length) {
            rise(size++, id, score);
        } else if (size > 0 && worse(ids[0], scores[0], id, score)) {
            sink(id, score);
        }
    }

    /// What was kept, best first; afterwards this is empty and may be used again.
    public Ranked drain() {
        int count = size;
        int[] rankedIds = new int[count];
        float[] rankedScores = new float[count];
        for (int position = count - 1; position >= 0; position--) {
            rankedIds[position] = ids[0];
            rankedScores[position] = scores[0];
            size--;
            sink(ids[size], scores[size]);
        }
        return new Ranked(rankedIds, rankedScores);
    }

    private void rise(int from, int id, float score) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!worse(id, score, ids[parent], scores[parent])) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        ids[hole] = id;
        scores[hole] = score;
    }

    /// Puts an entry in place of the top one.
    private void sink(int id, float score) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && worse(ids[child + 1], scores[child + 1], ids[child], scores[child])) {
                child++;
            }
            if (!worse(ids[child], scores[child], id, score)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        ids[hole] = id;
        scores[hole] = score;
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        scores[to] = scores[from];
    }

    private static boolean worse(int id, float score, int otherId, float otherScore) {
        return score < otherScore || (score == otherScore && id > otherId);
    }
}
