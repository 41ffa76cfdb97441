package attune.model.policy;

/// Why a datum is used. A column, a feature and a view name one; denial is the default.
public enum Purpose {
    /// What a member asked the network for: follows, blocks, mutes, posts. Needs no consent, serves
    /// nothing else.
    SERVICE(false),
    /// Keeping members safe: age, labels, verdicts, abuse. Needs no consent, never ranks.
    SAFETY(false),
    /// Counts over many members in which no one is singled out, such as an item's likes.
    AGGREGATE(false),
    /// Ranking by what this member did before. Needs consent; without it the member gets the feed that
    /// does not profile.
    PERSONALIZATION(true),
    /// Ads chosen by what this member did. Needs consent.
    ADVERTISING(true),
    /// Learning how the platform does, from a member's acts. Needs consent.
    ANALYTICS(true);

    private final boolean needsConsent;

    Purpose(boolean needsConsent) {
        this.needsConsent = needsConsent;
    }

    public boolean needsConsent() {
        return needsConsent;
    }
}
