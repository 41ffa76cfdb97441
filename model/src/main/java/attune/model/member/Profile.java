package attune.model.member;

import attune.model.identity.ExternalId;
import java.time.ZoneId;
import java.util.List;

/// What a network tells about an account. All of it is the member's personal payload.
///
/// @param name shown to other members; may be empty
/// @param languages primary language tags the member reads, most preferred first; empty when unknown
/// @param locked only followers may see this member's public items
/// @param recommendable false: never proposed to members who do not follow this member
public record Profile(
        ExternalId externalId,
        String name,
        List<String> languages,
        ZoneId zone,
        AgeBand ageBand,
        boolean locked,
        boolean recommendable) {
    public static final int MAX_NAME_CHARS = 200;
    public static final int MAX_LANGUAGES = 8;

    public Profile {
        languages = List.copyOf(languages);
        if (name.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException(
                    "A name has at most 200 characters, this one has " + name.length() + ".");
        }
        if (languages.size() > MAX_LANGUAGES) {
            throw new IllegalArgumentException("At most 8 languages, not " + languages.size() + ".");
        }
        for (String language : languages) {
            if (!language.matches("[a-z]{2,3}")) {
                throw new IllegalArgumentException(
                        "A language is a two- or three-letter primary tag such as \"en\", not \"" + language + "\".");
            }
        }
    }
}
