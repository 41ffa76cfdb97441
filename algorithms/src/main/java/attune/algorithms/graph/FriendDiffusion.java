package attune.algorithms.graph;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.MemberScorer;
import java.util.Arrays;

/// What flows to a member from whom they follow: taste is alike among friends, and spreads among them. Added to the
/// scores
/// of a recommender that knows the member's own history only (diffusion of influence as in Wu et al., A Neural
/// Influence
/// Diffusion Model for Social Recommendation, SIGIR 2019, here without anything to train).
public final class FriendDiffusion {

    private FriendDiffusion() {}

    /// The likes of friends: `score(j) = Σ_f 1 / √d_f / d_j^beta` over friends f who like j. Whoever follows nobody
    /// scores
    /// 0 everywhere. Time O(items + Σ degree of friends).
    ///
    /// friends: row m holds whom member m follows, `int[members][]`.
    public static MemberScorer likes(Likes likes, int[][] friends, double beta) {
        double[] heard = likes.degreesTo(-0.5);
        double[] arrive = likes.transposed().degreesTo(-beta);
        return (member, scores) -> {
            Arrays.fill(scores, 0);
            for (int friend : friends[member]) {
                for (int at = likes.start(friend); at < likes.start(friend + 1); at++) {
                    int item = likes.item(at);
                    scores[item] += (float) (heard[friend] * arrive[item]);
                }
            }
        };
    }

    /// The mean of what a recommender would show the friends: one step of diffusion of its scores. Costs the
    /// recommender's time once per friend.
    public static MemberScorer scores(MemberScorer scorer, int[][] friends) {
        return (member, scores) -> {
            float[] sum = new float[scores.length];
            for (int friend : friends[member]) {
                scorer.score(friend, scores);
                for (int item = 0; item < sum.length; item++) {
                    sum[item] += scores[item] / friends[member].length;
                }
            }
            System.arraycopy(sum, 0, scores, 0, sum.length);
        };
    }
}
