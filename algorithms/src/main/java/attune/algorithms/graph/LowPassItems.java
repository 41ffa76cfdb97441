package attune.algorithms.graph;

import attune.algorithms.collaborative.ItemScorer;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.linear.Vectors;
import java.util.random.RandomGenerator;

/// The ideal low-pass filter of GF-CF (Shen et al., How Powerful is Graph Convolution for Recommendation?, CIKM 2021):
/// a
/// history, seen as a signal on the graph of items, keeps its lowest frequencies and loses the noise above them. No
/// training but one truncated decomposition.
///
/// `score = h · D^−½ · V · f(Λ) · Vᵀ · D^½` with V and Λ of [Spectrum] and D the items' degrees. `f = 1` is the ideal
/// filter; `f = 1 − sharpen · λ` takes back some of the very lowest, which all members share, as the sharpening step of
/// BSPM does (Choi et al., Blurring-Sharpening Process Models for Collaborative Filtering, SIGIR 2023). GF-CF and BSPM
/// add the linear filter of [LinearFilter], with a weight. Immutable.
public final class LowPassItems implements ItemScorer {

    private final int rank;
    private final float[] left;
    private final float[] right;

    private LowPassItems(int rank, float[] left, float[] right) {
        this.rank = rank;
        this.left = left;
        this.right = right;
    }

    /// @param rank how many frequencies pass; 256 on sets of some ten thousand items
    /// @param sharpen how much of the lowest is taken back, in [0, 1]
    /// @param rounds of subspace iteration; 5 will do
    public record Rules(int rank, double sharpen, int rounds) {
        public Rules {
            if (rank < 1 || rounds < 1 || !(sharpen >= 0 && sharpen <= 1)) {
                throw new IllegalArgumentException("need a rank and rounds of 1 or more and sharpening in [0, 1], got "
                        + rank + ", " + rounds + ", " + sharpen);
            }
        }
    }

    /// Time and memory are those of the decomposition: O(rounds · (likes · rank + items · rank²)).
    public static LowPassItems fit(Likes likes, Rules rules, RandomGenerator random, Ranges ranges) {
        Spectrum spectrum = Spectrum.of(likes, rules.rank(), rules.rounds(), random, ranges);
        int rank = spectrum.rank();
        int[] popularity = likes.popularity();
        float[] left = spectrum.vectors().clone();
        float[] right = spectrum.vectors();
        for (int item = 0; item < popularity.length; item++) {
            float root = (float) Math.sqrt(popularity[item]);
            for (int k = 0; k < rank; k++) {
                int at = item * rank + k;
                left[at] = root == 0 ? 0 : left[at] / root;
                right[at] *= root * (float) (1 - rules.sharpen() * spectrum.values()[k]);
            }
        }
        return new LowPassItems(rank, left, right);
    }

    @Override
    public int items() {
        return left.length / rank;
    }

    /// Time O((history + items) · rank).
    @Override
    public void score(int[] history, float[] scores) {
        float[] signal = new float[rank];
        for (int liked : history) {
            Vectors.axpy(1, left, liked * rank, signal, 0, rank);
        }
        for (int item = 0; item < items(); item++) {
            scores[item] = Vectors.dot(right, item * rank, signal, 0, rank);
        }
    }
}
