package attune.algorithms.factor;

import attune.algorithms.collaborative.ItemScorer;
import attune.algorithms.linear.Vectors;

/// Items as vectors, learned by [ImplicitSquares]; a member is whatever vector explains their history best, found anew
/// for each request (fold-in), so that a like counts at once and nobody's vector is stored. Immutable.
public final class FactorItems implements ItemScorer {

    /// Conjugate gradient steps from nothing; the rest error is far below what a rank would notice.
    private static final int FOLD_IN_STEPS = 8;

    private final ImplicitRules rules;
    private final float[] items;
    private final float[] gram;

    FactorItems(ImplicitRules rules, float[] items, float[] gram) {
        this.rules = rules;
        this.items = items;
        this.gram = gram;
    }

    @Override
    public int items() {
        return items.length / rules.factors();
    }

    /// The vector of a member with this history, `float[factors]`. Time O(factors² + history · factors), a few
    /// microseconds.
    public float[] foldIn(int[] history) {
        int d = rules.factors();
        float[] vector = new float[d];
        float ridge = ImplicitSquares.ridge(rules, history.length, items());
        new RowSolver(d).solve(gram, items, history, 0, history.length, ridge, vector, 0, FOLD_IN_STEPS);
        return vector;
    }

    /// A copy of an item's vector.
    public float[] vector(int item) {
        float[] vector = new float[rules.factors()];
        System.arraycopy(items, item * rules.factors(), vector, 0, vector.length);
        return vector;
    }

    @Override
    public void score(int[] history, float[] scores) {
        int d = rules.factors();
        float[] vector = foldIn(history);
        for (int item = 0; item < items(); item++) {
            scores[item] = Vectors.dot(items, item * d, vector, 0, d);
        }
    }
}
