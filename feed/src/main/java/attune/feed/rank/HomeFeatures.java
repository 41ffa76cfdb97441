package attune.feed.rank;

import attune.feed.stage.CoEngagement;
import attune.feed.stage.FriendActs;
import attune.feed.stage.Heat;
import attune.feed.stage.ItemFacts;
import attune.feed.stage.Taste;
import attune.learning.feature.Feature;
import attune.learning.feature.FeatureSet;
import attune.learning.train.ActPrior;
import attune.model.event.Acts;
import java.util.Map;

/// What the home model looks at, and what we believe about it before a network has data of its own.
///
/// The prior's weights are log-odds per unit and were set by reasoning from public systems (in-network
/// first, friends' acts, affinity, freshness), not fitted to any data set.
public final class HomeFeatures {
    public static final FeatureSet SET = FeatureSet.of(
            new Feature(ItemFacts.IN_NETWORK, "You follow its author.", "You do not follow its author."),
            new Feature(Heat.FRESHNESS, "It is new.", "It is not new any more."),
            new Feature(Heat.POPULARITY, "Many people engage with it.", "Few people engage with it."),
            new Feature(Heat.RATE, "People who meet it often engage.", "People who meet it seldom engage."),
            new Feature(Heat.NEGATIVE_RATE, "Hardly anyone hides it.", "Some people hide it."),
            new Feature(
                    Heat.AUTHOR_RATE, "People often engage with its author.", "People seldom engage with its author."),
            new Feature(Heat.AUTHOR_NEGATIVE, "Hardly anyone hides its author.", "Some people hide its author."),
            new Feature(Taste.AUTHOR, "You often engage with its author.", "You seldom engage with its author."),
            new Feature(Taste.AUTHOR_AGAINST, "You never hid its author.", "You hid posts by its author."),
            new Feature(Taste.TOPIC, "You often engage with its topic.", "You seldom engage with its topic."),
            new Feature(Taste.TOPIC_AGAINST, "You never hid its topic.", "You hid posts on its topic."),
            new Feature(
                    FriendActs.STRENGTH, "People you follow engaged with it.", "Nobody you follow engaged with it."),
            new Feature(
                    CoEngagement.SCORE,
                    "People who like what you like engage with it.",
                    "People who like what you like do not engage with it."));

    /// Positive acts share the directions and differ in base rate; negative ones turn on what was disliked
    /// before.
    public static final ActPrior PRIOR = ActPrior.over(SET)
            .act(Acts.LIKE, 0.04, positive(1.0))
            .act(Acts.REPLY, 0.006, positive(0.9))
            .act(Acts.REPOST, 0.008, positive(0.9))
            .act(Acts.SAVE, 0.005, positive(0.8))
            .act(Acts.SHARE, 0.004, positive(0.8))
            .act(Acts.OPEN, 0.08, positive(0.7))
            .act(Acts.HIDE, 0.004, negative(1.0))
            .act(Acts.REPORT, 0.0005, negative(0.8))
            .build(20, 2);

    private HomeFeatures() {}

    private static Map<String, Double> positive(double strength) {
        return Map.of(
                ItemFacts.IN_NETWORK.name(), 0.8 * strength,
                Heat.FRESHNESS.name(), 0.5 * strength,
                Heat.POPULARITY.name(), 0.15 * strength,
                Heat.RATE.name(), 0.5 * strength,
                Heat.NEGATIVE_RATE.name(), -4.0 * strength,
                Heat.AUTHOR_RATE.name(), 0.3 * strength,
                Taste.AUTHOR.name(), 0.5 * strength,
                Taste.TOPIC.name(), 2.0 * strength,
                FriendActs.STRENGTH.name(), 0.5 * strength,
                CoEngagement.SCORE.name(), 0.15 * strength);
    }

    private static Map<String, Double> negative(double strength) {
        return Map.of(
                ItemFacts.IN_NETWORK.name(), -0.7 * strength,
                Heat.NEGATIVE_RATE.name(), 8.0 * strength,
                Heat.AUTHOR_NEGATIVE.name(), 8.0 * strength,
                Taste.AUTHOR.name(), -0.3 * strength,
                Taste.AUTHOR_AGAINST.name(), 1.2 * strength,
                Taste.TOPIC.name(), -1.5 * strength,
                Taste.TOPIC_AGAINST.name(), 0.8 * strength);
    }
}
