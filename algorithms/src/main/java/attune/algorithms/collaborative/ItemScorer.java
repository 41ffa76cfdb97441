package attune.algorithms.collaborative;

/// The one face of every recommender that knows a member by the items they liked: so evaluation, blends and the
/// portfolio treat all alike.
///
/// Implementations are immutable, may be asked by many threads at once, and depend on nothing but their arguments: a
/// member is known from the first like on, without training again.
public interface ItemScorer {

    /// How many items it knows: rows are in [0, items).
    int items();

    /// Overwrites `scores`, `float[items()]`, with how well each item fits a history, higher is better, never NaN.
    /// history `int[n]`: liked items, each once; n may be 0. What the member has already is scored like the rest.
    void score(int[] history, float[] scores);

    /// The same, for members whose histories lie in `likes`.
    default MemberScorer over(Likes likes) {
        if (likes.items() != items()) {
            throw new IllegalArgumentException(
                    "a scorer of " + items() + " items cannot read histories over " + likes.items());
        }
        return (member, scores) -> score(likes.of(member), scores);
    }
}
