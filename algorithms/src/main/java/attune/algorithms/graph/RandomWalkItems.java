package attune.algorithms.graph;

import attune.algorithms.collaborative.ItemGraph;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;

/// The item graph of random walks, RP3beta (Paudel, Christoffel, Newell and Bernstein, Updatable, Accurate, Diverse,
/// and
/// Scalable Recommendations for Interactive Applications, TiiS 2016): the edge from i to j is the chance of walking
/// there over a member who likes both, sharpened, and divided by how popular j is.
///
/// `w(i, j) = Σ_m (1/d_i)^alpha · (1/d_m)^alpha / d_j^beta` over members m who like both, d = degree. Items alike are
/// found in seconds without any training; on check-ins it equals graph neural networks, on films it does not.
public final class RandomWalkItems {

    private RandomWalkItems() {}

    /// @param alpha exponent of a step's probability, 0 or more; 1 is a plain walk
    /// @param beta exponent of popularity, 0 or more; 0 lets popular items win
    /// @param most edges kept per item
    public record Rules(double alpha, double beta, int most) {
        public Rules {
            if (!(alpha >= 0) || !(beta >= 0) || most < 1) {
                throw new IllegalArgumentException("exponents must be 0 or more and an edge kept at least, got " + alpha
                        + ", " + beta + ", " + most);
            }
        }
    }

    /// Time O(Σ degree²) over members, spread over ranges of items.
    public static ItemGraph fit(Likes likes, Rules rules, Ranges ranges) {
        int[] popularity = likes.popularity();
        double[] leave = new double[popularity.length];
        double[] arrive = new double[popularity.length];
        for (int item = 0; item < popularity.length; item++) {
            leave[item] = Math.pow(Math.max(1, popularity[item]), -rules.alpha());
            arrive[item] = Math.pow(Math.max(1, popularity[item]), -rules.beta());
        }
        return ItemGraph.ofCoLikes(
                likes,
                likes.degreesTo(-rules.alpha()),
                (item, other, together) -> together * leave[item] * arrive[other],
                rules.most(),
                ranges);
    }
}
