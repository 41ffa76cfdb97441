package attune.town.behaviour;

/// What follows from an act, as probabilities given that act.
///
/// @param followAfterLike of a stranger's post, times the pleasure it gave
/// @param unlike a like taken back a few seconds later
/// @param unfollowAfterHide of somebody followed
/// @param muteAfterHide the author is muted
/// @param blockAfterReport the author is blocked
/// @param muteTopicAfterNo the topic is muted after "not interested"
/// @param answerBack an author answers a reply
/// @param removal a post is taken back by its author within the hour
/// @param newcomersPerDay share of the members that joins each day
public record Consequences(
        double followAfterLike,
        double unlike,
        double unfollowAfterHide,
        double muteAfterHide,
        double blockAfterReport,
        double muteTopicAfterNo,
        double answerBack,
        double removal,
        double newcomersPerDay) {

    static Consequences standard() {
        return new Consequences(0.25, 0.01, 0.25, 0.12, 0.35, 0.06, 0.35, 0.004, 0.008);
    }
}
