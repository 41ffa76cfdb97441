package attune.algorithms.rank;

/// What a slate owes to the rows around each row. All neutral at 1.
///
/// A score is multiplied by `floor + (1 − floor) · decay^repeats`, once for earlier rows of the same author and once
/// for earlier rows of the same topic.
///
/// - `authorDecay`, `authorFloor` and `topicDecay`, `topicFloor`: decay in [0, 1], floor in (0, 1].
/// - `outOfNetworkShare`: at most this share, rounded up, of every prefix of the slate comes from outside the member's
///   network, as long as there is anything inside; in [0, 1]. A newcomer who follows nobody still gets a slate.
public record SlateRules(
        double authorDecay, double authorFloor, double topicDecay, double topicFloor, double outOfNetworkShare) {

    /// No rule: the order of the scores.
    public static final SlateRules NONE = new SlateRules(1, 1, 1, 1, 1);

    /// Author repeats as X published in 2023 and kept (`0.75 · 0.5^k + 0.25`); a milder rule for topics.
    public static final SlateRules USUAL = new SlateRules(0.5, 0.25, 0.8, 0.5, 0.5);

    public SlateRules {
        requireShare("authorDecay", authorDecay);
        requireShare("authorFloor", authorFloor);
        requireShare("topicDecay", topicDecay);
        requireShare("topicFloor", topicFloor);
        requireShare("outOfNetworkShare", outOfNetworkShare);
        if (authorFloor == 0 || topicFloor == 0) {
            throw new IllegalArgumentException("a floor of 0 would make every repeat equal. Maybe 0.25?");
        }
    }

    double authorMultiplier(int repeats) {
        return authorFloor + (1 - authorFloor) * Math.pow(authorDecay, repeats);
    }

    double topicMultiplier(int repeats) {
        return topicFloor + (1 - topicFloor) * Math.pow(topicDecay, repeats);
    }

    /// How many of the first `length` rows may come from outside the network.
    int mostOutside(int length) {
        return (int) Math.ceil(outOfNetworkShare * length - 1e-9);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1], was " + value);
        }
    }
}
