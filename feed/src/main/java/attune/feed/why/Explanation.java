package attune.feed.why;

import attune.model.policy.Reason;
import java.util.List;

/// Why one served post stands where it stands.
///
/// @param sources who proposed it, in words
/// @param parts what each act adds to the score; they sum to it
/// @param features what each feature adds to the score, strongest first; with the score of a post without any features
///     they sum to it. Empty when the model that ranked it is no longer at hand.
/// @param rules what else decided: exploration, variety, the strangers' share, what has changed since
/// @param summary one sentence
public record Explanation(
        List<Reason> sources, List<Part> parts, List<Share> features, List<Reason> rules, String summary) {
    public Explanation {
        sources = List.copyOf(sources);
        parts = List.copyOf(parts);
        features = List.copyOf(features);
        rules = List.copyOf(rules);
    }

    /// @param weight what the act is worth, in likes
    public record Part(String act, double probability, double weight, String text) {
        public double value() {
            return probability * weight;
        }
    }

    /// @param contribution to the score, in likes
    public record Share(String feature, String text, double contribution) {}
}
