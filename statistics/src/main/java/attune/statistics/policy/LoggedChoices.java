package attune.statistics.policy;

/// Choices that one policy made by chance, as another policy, the target, weighs them: the weight of a choice is
/// `target / propensity`.
///
/// A view of the caller's arrays, which must not change while it is used.
public final class LoggedChoices {
    private final double[] rewards;
    private final double[] propensities;
    private final double[] target;

    /// rewards `double[n]`, finite: what each choice earned; propensities `double[n]` in (0, 1]: the chance with
    /// which the logging policy made it; target `double[n]` in [0, 1]: the chance with which the target policy
    /// would make the same choice in the same context. n ≥ 2.
    public LoggedChoices(double[] rewards, double[] propensities, double[] target) {
        if (rewards.length < 2 || propensities.length != rewards.length || target.length != rewards.length) {
            throw new IllegalArgumentException("need two or more choices with one propensity and one target each, got "
                    + rewards.length + ", " + propensities.length + " and " + target.length);
        }
        for (int i = 0; i < rewards.length; i++) {
            if (!Double.isFinite(rewards[i])) {
                throw new IllegalArgumentException("reward of choice " + i + " is " + rewards[i]);
            }
            if (!(propensities[i] > 0 && propensities[i] <= 1)) {
                throw new IllegalArgumentException("propensity of choice " + i + " is " + propensities[i]
                        + ". Maybe the choice was not made by chance? Then no other policy can be judged by it.");
            }
            if (!(target[i] >= 0 && target[i] <= 1)) {
                throw new IllegalArgumentException("target chance of choice " + i + " is " + target[i]);
            }
        }
        this.rewards = rewards;
        this.propensities = propensities;
        this.target = target;
    }

    public int size() {
        return rewards.length;
    }

    public double reward(int choice) {
        return rewards[choice];
    }

    public double propensity(int choice) {
        return propensities[choice];
    }

    /// How many choices of the target policy this one stands for.
    public double weight(int choice) {
        return target[choice] / propensities[choice];
    }

    double meanWeight() {
        double sum = 0;
        for (int i = 0; i < rewards.length; i++) {
            sum += weight(i);
        }
        return sum / rewards.length;
    }
}
