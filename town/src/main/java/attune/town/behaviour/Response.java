package attune.town.behaviour;

/// How likely one act is, given that the post is looked at: a logistic curve in the appeal.
///
/// @param intercept logit at appeal 0 for a member of ordinary warmth
/// @param slope per unit of appeal; negative for acts that say no
/// @param warmth how far the member's warmth moves the logit
/// @param spam added for a spam post
public record Response(Act act, double intercept, double slope, double warmth, double spam) {

    /// The probability of the act.
    public double probability(double appeal, double memberWarmth, boolean isSpam) {
        return logistic(intercept + slope * appeal + warmth * memberWarmth + (isSpam ? spam : 0));
    }

    static double logistic(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
