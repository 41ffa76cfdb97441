package attune.algorithms.collaborative;

/// Scores all items for one of the known members, who may be known by more than a history, such as their friends.
@FunctionalInterface
public interface MemberScorer {

    /// Overwrites `scores`, `float[items]`; higher is better, never NaN.
    void score(int member, float[] scores);
}
