package attune.algorithms.factor;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.linear.Gram;
import java.util.random.RandomGenerator;

/// Implicit alternating least squares (Hu, Koren and Volinsky, Collaborative Filtering for Implicit Feedback Datasets,
/// ICDM 2008), with the regularization and the patience that make it strong (Rendle, Krichene, Zhang and Koren,
/// Revisiting
/// the Performance of iALS on Item Recommendation Benchmarks, RecSys 2022).
///
/// Minimizes `Σ (1 − x_m·y_i)²` over likes, plus `unobserved · Σ (x_m·y_i)²` over all pairs, plus the ridge of
/// [ImplicitRules]. Each epoch solves all members with items held, then all items; a row is solved by [RowSolver].
public final class ImplicitSquares {

    private ImplicitSquares() {}

    /// Time of an epoch O(steps · (likes · d + (members + items) · d²)), spread over ranges; equal seeds give equal
    /// vectors however ranges are cut.
    public static FactorItems fit(Likes likes, ImplicitRules rules, RandomGenerator random, Ranges ranges) {
        int d = rules.factors();
        float[] members = new float[likes.members() * d];
        float[] items = start(likes.items() * d, d, random);
        Likes likers = likes.transposed();
        for (int epoch = 0; epoch < rules.epochs(); epoch++) {
            solve(likes, rules, gram(items, rules, ranges), items, members, ranges);
            solve(likers, rules, gram(members, rules, ranges), members, items, ranges);
        }
        return new FactorItems(rules, items, gram(items, rules, ranges));
    }

    /// What a row's vector is regularized by, given how many the other side has liked.
    static float ridge(ImplicitRules rules, int liked, int rows) {
        return (float) (rules.ridge() * Math.pow(liked + rules.unobserved() * rows, rules.exponent()));
    }

    private static float[] start(int length, int d, RandomGenerator random) {
        float[] vectors = new float[length];
        double scale = 0.1 / Math.sqrt(d);
        for (int at = 0; at < length; at++) {
            vectors[at] = (float) (scale * random.nextGaussian());
        }
        return vectors;
    }

    private static void solve(
            Likes likes, ImplicitRules rules, float[] gram, float[] others, float[] own, Ranges ranges) {
        int d = rules.factors();
        ranges.each(likes.members(), (from, to) -> {
            RowSolver solver = new RowSolver(d);
            for (int row = from; row < to; row++) {
                int[] liked = likes.of(row);
                float ridge = ridge(rules, liked.length, likes.items());
                solver.solve(gram, others, liked, 0, liked.length, ridge, own, row * d, rules.steps());
            }
        });
    }

    private static float[] gram(float[] vectors, ImplicitRules rules, Ranges ranges) {
        double[] sums = Gram.of(vectors, rules.factors(), ranges);
        float[] gram = new float[sums.length];
        for (int at = 0; at < gram.length; at++) {
            gram[at] = (float) (rules.unobserved() * sums[at]);
        }
        return gram;
    }
}
