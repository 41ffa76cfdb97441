package attune.algorithms.bandit;

/// What chance chose, and how likely that was. Log both: whoever evaluates another policy later divides by `propensity`
/// (Horvitz and Thompson 1952; for recommendations Schnabel et al., ICML 2016).
public record Choice(int index, double propensity) {

    public Choice {
        if (index < 0 || !(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("no choice: index " + index + ", propensity " + propensity);
        }
    }
}
