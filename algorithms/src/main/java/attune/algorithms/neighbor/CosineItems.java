package attune.algorithms.neighbor;

import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.TopK;
import java.util.Arrays;

/// Items liked by the same members: the item-to-item neighbourhood baseline (Sarwar et al., WWW 2001; Deshpande and
/// Karypis, TOIS 2004) that every ranker of ours is measured beside.
///
/// `similarity(i, j) = both / (√(likes_i · likes_j) + shrinkage)`, both = members who like i and j. Shrinkage draws
/// pairs with little evidence towards 0. A member's score for an item is the sum over what they like. Immutable.
public final class CosineItems {

    private final int[] offsets;
    private final int[] neighbors;
    private final float[] similarities;

    private CosineItems(int[] offsets, int[] neighbors, float[] similarities) {
        this.offsets = offsets;
        this.neighbors = neighbors;
        this.similarities = similarities;
    }

    /// likes: member m likes `itemsOf[starts[m] .. starts[m + 1])`, each item once and below `items`. Keeps each
    /// item's `most` nearest neighbours (equal: lower item first); [Integer#MAX_VALUE] keeps all. Time O(Σ likes_m²
    /// + items · neighbours · log most).
    public static CosineItems fit(int items, int[] starts, int[] itemsOf, double shrinkage, int most) {
        int[] likes = new int[items];
        for (int item : itemsOf) {
            likes[item]++;
        }
        int[] memberStarts = ends(likes);
        int[] membersOf = membersOf(starts, itemsOf, memberStarts);
        Ranked[] nearest = new Ranked[items];
        int[] both = new int[items];
        int[] touched = new int[items];
        for (int item = 0; item < items; item++) {
            int count = 0;
            for (int at = memberStarts[item]; at < memberStarts[item + 1]; at++) {
                int member = membersOf[at];
                for (int other = starts[member]; other < starts[member + 1]; other++) {
                    count = touch(itemsOf[other], both, touched, count);
                }
            }
            nearest[item] = nearest(item, likes, both, touched, count, shrinkage, most);
        }
        return pack(nearest);
    }

    public int items() {
        return offsets.length - 1;
    }

    /// The similarity of two items, 0 unless j is kept as a neighbour of i.
    public float similarity(int i, int j) {
        for (int at = offsets[i]; at < offsets[i + 1]; at++) {
            if (neighbors[at] == j) {
                return similarities[at];
            }
        }
        return 0;
    }

    /// Sets `scores[i]`, for every item i, to the sum of similarities to the items of a history. scores
    /// `float[items]`.
    public void score(int[] history, float[] scores) {
        Arrays.fill(scores, 0);
        for (int liked : history) {
            for (int at = offsets[liked]; at < offsets[liked + 1]; at++) {
                scores[neighbors[at]] += similarities[at];
            }
        }
    }

    private static int[] ends(int[] counts) {
        int[] ends = new int[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            ends[i + 1] = ends[i] + counts[i];
        }
        return ends;
    }

    private static int[] membersOf(int[] starts, int[] itemsOf, int[] memberStarts) {
        int[] next = memberStarts.clone();
        int[] membersOf = new int[itemsOf.length];
        for (int member = 0; member + 1 < starts.length; member++) {
            for (int at = starts[member]; at < starts[member + 1]; at++) {
                membersOf[next[itemsOf[at]]++] = member;
            }
        }
        return membersOf;
    }

    private static int touch(int item, int[] both, int[] touched, int count) {
        if (both[item]++ > 0) {
            return count;
        }
        touched[count] = item;
        return count + 1;
    }

    /// The nearest neighbours of an item; sets the counts it read back to 0.
    private static Ranked nearest(
            int item, int[] likes, int[] both, int[] touched, int count, double shrinkage, int most) {
        TopK nearest = new TopK(Math.min(most, count));
        for (int i = 0; i < count; i++) {
            int other = touched[i];
            if (other != item) {
                double size = Math.sqrt((double) likes[item] * likes[other]) + shrinkage;
                nearest.offer(other, (float) (both[other] / size));
            }
            both[other] = 0;
        }
        return nearest.drain();
    }

    private static CosineItems pack(Ranked[] nearest) {
        int[] counts = new int[nearest.length];
        for (int item = 0; item < nearest.length; item++) {
            counts[item] = nearest[item].size();
        }
        int[] offsets = ends(counts);
        int[] neighbors = new int[offsets[nearest.length]];
        float[] similarities = new float[neighbors.length];
        for (int item = 0; item < nearest.length; item++) {
            for (int position = 0; position < counts[item]; position++) {
                neighbors[offsets[item] + position] = nearest[item].id(position);
                similarities[offsets[item] + position] = nearest[item].score(position);
            }
        }
        return new CosineItems(offsets, neighbors, similarities);
    }
}
