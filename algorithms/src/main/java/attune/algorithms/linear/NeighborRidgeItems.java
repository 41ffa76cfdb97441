package attune.algorithms.linear;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.TopK;

/// The sparse kin of [EaseItems] for large catalogues: every item regressed on its nearest neighbours only, in closed
/// form
/// (fsSLIM's choice of features, Ning and Karypis, SLIM, ICDM 2011, with EASE's ridge instead of its iterations).
///
/// For item j with candidates N: `b = (G(N, N) + Λ)⁻¹ · G(N, j)`, G the members' weighted co-likes, Λ as EASE has it.
/// Each
/// item is a small dense system, so all are solved side by side and memory stays with the edges.
public final class NeighborRidgeItems {

    private NeighborRidgeItems() {}

    /// likes: what is learned from; nearest: each item's candidates, as another model ranks them, of which the
    /// first
    /// `most` are taken. Time O(items · (most · co-likes of an item + most³ / 6)), spread over ranges; memory 8
    /// bytes for
    /// each pair of items that somebody likes together.
    public static ItemGraph fit(Likes likes, ItemGraph nearest, int most, EaseItems.Rules rules, Ranges ranges) {
        int items = likes.items();
        double[] members = likes.degreesTo(-rules.memberExponent());
        ItemGraph together = ItemGraph.ofCoLikes(likes, members, (item, other, sum) -> sum, Integer.MAX_VALUE, ranges);
        double[] own = ownWeights(likes, members);
        double ridge = rules.ridge() * EaseItems.meanWeight(likes, rules.memberExponent());
        double scale = 1 + rules.dropout() / (1 - rules.dropout());
        int[][] candidates = new int[items][];
        float[][] weights = new float[items][];
        ranges.each(items, (from, to) -> {
            int[] place = new int[items];
            for (int item = from; item < to; item++) {
                candidates[item] = nearest.nearest(item, most);
                weights[item] = solve(item, candidates[item], together, own, ridge, scale, place);
            }
        });
        return ItemGraph.of(turned(candidates, weights));
    }

    /// The weights of the candidates for one item. place `int[items]` comes in and goes out as zeros.
    private static float[] solve(
            int item, int[] candidates, ItemGraph together, double[] own, double ridge, double scale, int[] place) {
        int n = candidates.length;
        for (int k = 0; k < n; k++) {
            place[candidates[k]] = k + 1;
        }
        float[] matrix = new float[n * n];
        for (int k = 0; k < n; k++) {
            together.spread(candidates[k], place, matrix, k * n);
            matrix[k * n + k] = (float) (own[candidates[k]] * scale + ridge);
        }
        float[] right = new float[n];
        together.spread(item, place, right, 0);
        for (int candidate : candidates) {
            place[candidate] = 0;
        }
        return RowCholesky.solve(matrix, right, n);
    }

    private static double[] ownWeights(Likes likes, double[] members) {
        double[] own = new double[likes.items()];
        for (int member = 0; member < members.length; member++) {
            for (int at = likes.start(member); at < likes.start(member + 1); at++) {
                own[likes.item(at)] += members[member];
            }
        }
        return own;
    }

    /// From weights into each item to edges that leave each item.
    private static Ranked[] turned(int[][] candidates, float[][] weights) {
        int[] counts = new int[candidates.length];
        for (int[] row : candidates) {
            for (int candidate : row) {
                counts[candidate]++;
            }
        }
        TopK[] leaving = new TopK[candidates.length];
        for (int item = 0; item < leaving.length; item++) {
            leaving[item] = new TopK(counts[item]);
        }
        for (int item = 0; item < candidates.length; item++) {
            for (int k = 0; k < candidates[item].length; k++) {
                leaving[candidates[item][k]].offer(item, weights[item][k]);
            }
        }
        Ranked[] rows = new Ranked[leaving.length];
        for (int item = 0; item < rows.length; item++) {
            rows[item] = leaving[item].drain();
        }
        return rows;
    }
}
