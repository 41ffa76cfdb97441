package attune.model.item;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import java.util.List;
import java.util.regex.Pattern;

/// All that an author says about an item when publishing or editing it. The external id and the text are
/// the author's personal payload.
///
/// @param language BCP 47 primary language in lower case, or "und" when unknown
/// @param topics what the author or an adapter says it is about, most important first
/// @param mentions members addressed in it; they are its audience when the audience is [Audience.Mentioned]
public record Post(
        ExternalId externalId,
        ItemKind kind,
        String text,
        String language,
        Audience audience,
        ThreadLinks thread,
        List<TopicId> topics,
        List<MemberId> mentions) {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    public static final int MAX_TEXT_CHARS = 20_000;
    public static final int MAX_TOPICS = 16;
    public static final int MAX_MENTIONS = 64;
    public static final String UNKNOWN_LANGUAGE = "und";

    public Post {
        topics = List.copyOf(topics);
        mentions = List.copyOf(mentions);
        if (text.length() > MAX_TEXT_CHARS) {
            throw new IllegalArgumentException(
                    "A text has at most " + MAX_TEXT_CHARS + " characters, this one has " + text.length() + ".");
        }
        if (topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("An item has at most 16 topics, this one has " + topics.size() + ".");
        }
        if (mentions.size() > MAX_MENTIONS) {
            throw new IllegalArgumentException(
                    "An item mentions at most 64 members, this one mentions " + mentions.size() + ".");
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "A language is a two- or three-letter primary tag such as \"en\", not \"" + language + "\".");
        }
    }
}
