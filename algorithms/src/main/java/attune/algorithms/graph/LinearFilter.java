package attune.algorithms.graph;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;

/// The linear graph filter that LightGCN's propagation amounts to (Shen et al., CIKM 2021): one step from items to
/// members
/// and back over the normalized graph, `w(i, j) = Σ_m 1 / (d_m · √(d_i · d_j))`. The other half of GF-CF beside
/// [LowPassItems].
public final class LinearFilter {

    private LinearFilter() {}

    /// Keeps each item's `most` heaviest edges. Time O(Σ degree²) over members, spread over ranges of items.
    public static ItemGraph fit(Likes likes, int most, Ranges ranges) {
        int[] popularity = likes.popularity();
        return ItemGraph.ofCoLikes(
                likes,
                likes.degreesTo(-1),
                (item, other, together) -> together / Math.sqrt((double) popularity[item] * popularity[other]),
                most,
                ranges);
    }
}
