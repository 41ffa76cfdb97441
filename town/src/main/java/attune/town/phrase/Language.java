package attune.town.phrase;

/// The languages of the town, by their BCP 47 tag.
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    SPANISH("es");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }

    /// The language of a tag such as `de` or `de-AT`; English if the town does not speak it.
    public static Language ofTag(String tag) {
        for (Language language : values()) {
            if (tag.startsWith(language.tag)) {
                return language;
            }
        }
        return ENGLISH;
    }
}
