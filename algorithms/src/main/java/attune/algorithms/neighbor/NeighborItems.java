package attune.algorithms.neighbor;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;

/// Item-to-item neighbourhoods by several measures of likeness, for catalogues of any size: what [CosineItems] is for
/// one
/// thread and a pinned baseline. (Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004.)
public final class NeighborItems {

    private NeighborItems() {}

    /// `both / (√(d_i · d_j) + shrinkage)`: cosine, drawn towards 0 where evidence is little. Keeps each item's
    /// `most`
    /// nearest. Time O(Σ degree²) over members, spread over ranges of items.
    public static ItemGraph cosine(Likes likes, double shrinkage, int most, Ranges ranges) {
        int[] popularity = likes.popularity();
        return ItemGraph.ofCoLikes(
                likes,
                likes.degreesTo(0),
                (item, other, both) -> both / (Math.sqrt((double) popularity[item] * popularity[other]) + shrinkage),
                most,
                ranges);
    }

    /// BM25 of search engines, an item being a text of the members who like it (Robertson and Zaragoza, The
    /// Probabilistic
    /// Relevance Framework, 2009): members who like everything count little, and long texts are tamed.
    ///
    /// `Σ_m idf_m² · l_i · l_j` with `idf_m = ln(items / (1 + d_m)) + 1`, at least 0, and
    /// `l_i = (saturation + 1) / (saturation · (1 − length + length · d_i / mean) + 1)`. saturation ≥ 0, length in
    /// [0, 1]; usual are 1.2 and 0.75, or 100 and 0.8 where likes are dense.
    public static ItemGraph bm25(Likes likes, double saturation, double length, int most, Ranges ranges) {
        if (!(saturation >= 0) || !(length >= 0 && length <= 1)) {
            throw new IllegalArgumentException(
                    "need a saturation of 0 or more and a length in [0, 1], got " + saturation + ", " + length);
        }
        double[] members = new double[likes.members()];
        for (int member = 0; member < members.length; member++) {
            double rarity = Math.max(0, Math.log((double) likes.items() / (1 + likes.degree(member))) + 1);
            members[member] = rarity * rarity;
        }
        double mean = (double) likes.size() / likes.items();
        int[] popularity = likes.popularity();
        double[] tamed = new double[likes.items()];
        for (int item = 0; item < tamed.length; item++) {
            double relative = mean == 0 ? 1 : popularity[item] / mean;
            tamed[item] = (saturation + 1) / (saturation * (1 - length + length * relative) + 1);
        }
        return ItemGraph.ofCoLikes(
                likes, members, (item, other, together) -> together * tamed[item] * tamed[other], most, ranges);
    }
}
