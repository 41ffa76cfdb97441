package attune.statistics.policy;

/// What a model, which has not learnt from the same choices, says they should earn.
///
/// A view of the caller's arrays, which must not change while it is used.
public final class PredictedRewards {
    private final double[] chosen;
    private final double[] expected;

    /// chosen `double[n]`: predicted reward of the action that was chosen; expected `double[n]`: predicted reward
    /// of what the target policy would choose in the same context, `Σ_a target(a) · predicted(a)`.
    public PredictedRewards(double[] chosen, double[] expected) {
        if (chosen.length != expected.length) {
            throw new IllegalArgumentException(
                    "one prediction of each kind per choice, got " + chosen.length + " and " + expected.length);
        }
        for (int i = 0; i < chosen.length; i++) {
            if (!Double.isFinite(chosen[i]) || !Double.isFinite(expected[i])) {
                throw new IllegalArgumentException(
                        "prediction for choice " + i + " is " + chosen[i] + " and " + expected[i]);
            }
        }
        this.chosen = chosen;
        this.expected = expected;
    }

    public int size() {
        return chosen.length;
    }

    public double chosen(int choice) {
        return chosen[choice];
    }

    public double expected(int choice) {
        return expected[choice];
    }
}
