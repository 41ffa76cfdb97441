package attune.algorithms.linear;

import attune.algorithms.collaborative.ItemScorer;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import java.util.Arrays;

/// EASE: every item's likes regressed on all other items', in closed form (Steck, Embarrassingly Shallow Autoencoders
/// for
/// Sparse Data, WWW 2019), with the denoising ridge of EDLAE (Steck, Autoencoders that don't overfit towards the
/// Identity,
/// NeurIPS 2020).
///
/// With the Gram matrix `G = Xᵀ·W·X`, W the members' weights, and `P = (G + Λ)⁻¹`: `B(i, j) = −P(i, j) / P(j, j)`, 0 on
/// the diagonal; `Λ(i, i) = ridge + dropout / (1 − dropout) · G(i, i)`. A score is the sum of the history's rows of B.
/// Dense: for catalogues of up to some 15,000 items (4 · items² bytes); beyond,
/// [NeighborRidgeItems]. Immutable.
public final class EaseItems implements ItemScorer {

    private static final int MOST_ITEMS = 20_000;

    private final int items;
    private final float[] weights;

    private EaseItems(int items, float[] weights) {
        this.items = items;
        this.weights = weights;
    }

    /// @param ridge above 0; hundreds for films, tens for sparse likes
    /// @param dropout share of a history that training imagines away, in [0, 1); 0 is plain EASE
    /// @param memberExponent a member weighs `degree^−memberExponent`; 0 = all likes count alike, 1 = all members
    /// do
    public record Rules(double ridge, double dropout, double memberExponent) {
        public Rules {
            if (!(ridge > 0) || !(dropout >= 0 && dropout < 1) || !(memberExponent >= 0)) {
                throw new IllegalArgumentException(
                        "need a ridge above 0, dropout in [0, 1) and an exponent of 0 or more," + " got " + ridge + ", "
                                + dropout + ", " + memberExponent);
            }
        }
    }

    /// Time O(Σ degree²) over members and 2 · items³ flops; memory 4 · items² bytes and some rows.
    public static EaseItems fit(Likes likes, Rules rules, Ranges ranges) {
        int items = likes.items();
        if (items > MOST_ITEMS) {
            throw new IllegalArgumentException("a dense model of " + items + " items needs "
                    + ((4L * items * items) >> 20) + " MiB. Maybe NeighborRidgeItems?");
        }
        float[] matrix = gram(likes, likes.degreesTo(-rules.memberExponent()), ranges);
        double scale = rules.dropout() / (1 - rules.dropout());
        // The mean weight keeps a ridge's meaning when members are weighted.
        double ridge = rules.ridge() * meanWeight(likes, rules.memberExponent());
        for (int item = 0; item < items; item++) {
            int at = item * items + item;
            matrix[at] = (float) (matrix[at] * (1 + scale) + ridge);
        }
        SymmetricInverse.invert(matrix, items, ranges);
        float[] precisions = new float[items];
        for (int item = 0; item < items; item++) {
            precisions[item] = matrix[item * items + item];
        }
        ranges.each(items, (from, to) -> {
            for (int item = from; item < to; item++) {
                for (int other = 0; other < items; other++) {
                    matrix[item * items + other] /= -precisions[other];
                }
                matrix[item * items + item] = 0;
            }
        });
        return new EaseItems(items, matrix);
    }

    @Override
    public int items() {
        return items;
    }

    /// What liking one item says for another.
    public float weight(int from, int to) {
        return weights[from * items + to];
    }

    @Override
    public void score(int[] history, float[] scores) {
        Arrays.fill(scores, 0, items, 0);
        for (int liked : history) {
            Vectors.axpy(1, weights, liked * items, scores, 0, items);
        }
    }

    private static float[] gram(Likes likes, double[] members, Ranges ranges) {
        int items = likes.items();
        Likes likers = likes.transposed();
        float[] gram = new float[items * items];
        ranges.each(items, (from, to) -> {
            for (int item = from; item < to; item++) {
                for (int at = likers.start(item); at < likers.start(item + 1); at++) {
                    int member = likers.item(at);
                    float weight = (float) members[member];
                    for (int place = likes.start(member); place < likes.start(member + 1); place++) {
                        gram[item * items + likes.item(place)] += weight;
                    }
                }
            }
        });
        return gram;
    }

    /// The mean weight of a like, by which a ridge is scaled so that it means the same however members weigh.
    static double meanWeight(Likes likes, double exponent) {
        if (exponent == 0) {
            return 1;
        }
        double sum = 0;
        double[] weights = likes.degreesTo(-exponent);
        for (int member = 0; member < weights.length; member++) {
            sum += weights[member] * likes.degree(member);
        }
        return likes.size() == 0 ? 1 : sum / likes.size();
    }
}
