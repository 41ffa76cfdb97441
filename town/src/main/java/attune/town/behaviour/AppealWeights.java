package attune.town.behaviour;

/// What makes a post appealing, on the logit scale.
///
/// @param intercept a strange, average, fresh post on a topic that leaves cold
/// @param taste per unit of liking for the topic
/// @param style per standard deviation of affinity between reader and post
/// @param quality per unit of the post's quality
/// @param followed added when the reader follows the author
/// @param foreign subtracted when the reader does not understand the language
/// @param ageing subtracted in the long run from an old post
/// @param ageingHalfHours age in hours at which half of `ageing` is lost
public record AppealWeights(
        double intercept,
        double taste,
        double style,
        double quality,
        double followed,
        double foreign,
        double ageing,
        double ageingHalfHours) {

    /// The same without anything that depends on the pair of reader and post.
    AppealWeights withoutPair() {
        return new AppealWeights(intercept, 0, 0, quality, 0, 0, ageing, ageingHalfHours);
    }
}
