package attune.algorithms.collaborative;

import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.TopK;
import java.util.Arrays;

/// A sparse graph of items: each has at most so many weighted edges to other items. A history's score for an item is
/// the
/// sum of the edges that lead from the history to it. Immutable.
///
/// Memory: 8 bytes an edge. Time of a score: O(items + edges that leave the history).
public final class ItemGraph implements ItemScorer {

    private final int[][] neighbors;
    private final float[][] weights;

    private ItemGraph(int[][] neighbors, float[][] weights) {
        this.neighbors = neighbors;
        this.weights = weights;
    }

    /// The weight of an edge, from what the members who like both ends add up to.
    @FunctionalInterface
    public interface Weigher {
        /// @param together the sum of weights of the members who like both items, above 0
        /// @return the weight of the edge from `item` to `other`
        double weigh(int item, int other, double together);
    }

    /// The co-like graph: item i leads to every j that one member at least likes as well, `together` being the sum
    /// of
    /// those members' weights. Keeps each item's `most` heaviest edges (equal: lower item first), none to itself.
    ///
    /// members `double[likes.members()]`. Time O(Σ degree²) over members and O(edges · log most) to choose, spread
    /// over ranges of items; scratch 8 bytes per item and range.
    public static ItemGraph ofCoLikes(Likes likes, double[] members, Weigher weigher, int most, Ranges ranges) {
        Likes likers = likes.transposed();
        int[][] neighbors = new int[likes.items()][];
        float[][] weights = new float[likes.items()][];
        ranges.each(likes.items(), (from, to) -> {
            double[] together = new double[likes.items()];
            int[] touched = new int[likes.items()];
            for (int item = from; item < to; item++) {
                int count = gather(item, likes, likers, members, together, touched);
                Ranked heaviest = heaviest(item, touched, count, together, weigher, most);
                neighbors[item] = heaviest.ids();
                weights[item] = heaviest.scores();
            }
        });
        return new ItemGraph(neighbors, weights);
    }

    /// From rows made elsewhere: row i are the edges that leave item i, heaviest first.
    public static ItemGraph of(Ranked[] rows) {
        int[][] neighbors = new int[rows.length][];
        float[][] weights = new float[rows.length][];
        for (int item = 0; item < rows.length; item++) {
            neighbors[item] = rows[item].ids();
            weights[item] = rows[item].scores();
        }
        return new ItemGraph(neighbors, weights);
    }

    @Override
    public int items() {
        return neighbors.length;
    }

    /// How many edges there are in all.
    public long edges() {
        long edges = 0;
        for (int[] leaving : neighbors) {
            edges += leaving.length;
        }
        return edges;
    }

    /// The weight of the edge between two items, 0 if there is none. Time O(edges that leave the first).
    public float weight(int from, int to) {
        for (int at = 0; at < neighbors[from].length; at++) {
            if (neighbors[from][at] == to) {
                return weights[from][at];
            }
        }
        return 0;
    }

    /// The first neighbours of an item, at most so many, heaviest edge first.
    public int[] nearest(int item, int most) {
        return Arrays.copyOf(neighbors[item], Math.min(most, neighbors[item].length));
    }

    /// Writes an item's edges into a row of a dense matrix: `row[at + place − 1]` for each neighbour that has a
    /// place
    /// above 0. places `int[items()]`.
    public void spread(int item, int[] places, float[] row, int at) {
        int[] to = neighbors[item];
        for (int edge = 0; edge < to.length; edge++) {
            int place = places[to[edge]];
            if (place > 0) {
                row[at + place - 1] = weights[item][edge];
            }
        }
    }

    @Override
    public void score(int[] history, float[] scores) {
        Arrays.fill(scores, 0, items(), 0);
        for (int liked : history) {
            int[] to = neighbors[liked];
            float[] weight = weights[liked];
            for (int at = 0; at < to.length; at++) {
                scores[to[at]] += weight[at];
            }
        }
    }

    private static int gather(int item, Likes likes, Likes likers, double[] members, double[] together, int[] touched) {
        int count = 0;
        for (int at = likers.start(item); at < likers.start(item + 1); at++) {
            int member = likers.item(at);
            double weight = members[member];
            for (int place = likes.start(member); place < likes.start(member + 1); place++) {
                int other = likes.item(place);
                if (together[other] == 0) {
                    touched[count++] = other;
                }
                together[other] += weight;
            }
        }
        return count;
    }

    /// Chooses an item's edges; sets the sums it read back to 0.
    private static Ranked heaviest(int item, int[] touched, int count, double[] together, Weigher weigher, int most) {
        TopK heaviest = new TopK(Math.min(most, count));
        for (int i = 0; i < count; i++) {
            int other = touched[i];
            if (other != item) {
                heaviest.offer(other, (float) weigher.weigh(item, other, together[other]));
            }
            together[other] = 0;
        }
        return heaviest.drain();
    }
}
