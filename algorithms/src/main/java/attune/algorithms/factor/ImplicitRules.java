package attune.algorithms.factor;

/// What [ImplicitSquares] minimizes and how long it tries.
///
/// - `factors`: length of the vectors; 64 is a good start, more is mostly a little better and costs its square.
/// - `unobserved`: weight of "not liked" beside a like's 1, in (0, 1]; the larger the catalogue, the smaller.
/// - `ridge`: strength of regularization; a vector's share is `ridge · (likes + unobserved · rows)^exponent`.
/// - `exponent`: 1 = regularization grows with how much is known of one, as gradient methods imply; 0 = equal.
/// - `epochs`: alternations of members and items; `steps`: conjugate gradient steps in each, from where it stood.
public record ImplicitRules(int factors, double unobserved, double ridge, double exponent, int epochs, int steps) {

    public ImplicitRules {
        if (factors < 1 || epochs < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    "factors, epochs and steps must be 1 or more, got " + factors + ", " + epochs + ", " + steps);
        }
        if (!(unobserved > 0 && unobserved <= 1) || !(ridge > 0) || !(exponent >= 0)) {
            throw new IllegalArgumentException(
                    "need unobserved in (0, 1], a ridge above 0 and an exponent of 0 or more," + " got " + unobserved
                            + ", " + ridge + ", " + exponent);
        }
    }

    /// Rendle's frequency-scaled regularization.
    public static ImplicitRules of(int factors, double unobserved, double ridge, int epochs) {
        return new ImplicitRules(factors, unobserved, ridge, 1, epochs, 3);
    }
}
