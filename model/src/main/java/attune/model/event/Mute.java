package attune.model.event;

import attune.model.identity.MemberId;
import attune.model.identity.TopicId;

/// What a member does not want to meet. Words are the member's personal payload.
public sealed interface Mute {
    record OfMember(MemberId other) implements Mute {}

    /// A word, a phrase or a hashtag, matched as whole words after normalisation.
    record OfWord(String word) implements Mute {
        public OfWord {
            if (word.isBlank() || word.length() > 100) {
                throw new IllegalArgumentException("A muted word or phrase has 1 to 100 characters.");
            }
        }
    }

    record OfTopic(TopicId topic) implements Mute {}
}
