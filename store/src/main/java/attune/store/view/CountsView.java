package attune.store.view;

/// Engagement per item over all members: totals, and counts that halve with event time. Purpose: aggregate.
public interface CountsView {
    /// Acts of this kind still standing (undone ones taken back).
    int total(int item, int act);

    /// Impressions of the item.
    int impressions(int item);

    /// Positive engagement decayed to `nowMillis` with the short half-life (6 hours).
    double recentPositive(int item, long nowMillis);

    /// Negative feedback, decayed likewise.
    double recentNegative(int item, long nowMillis);

    /// Impressions, decayed likewise.
    double recentImpressions(int item, long nowMillis);

    /// Positive engagement and impressions of all items by an author, decayed with the long half-life (14
    /// days).
    double authorPositive(int author, long nowMillis);

    double authorImpressions(int author, long nowMillis);

    double authorNegative(int author, long nowMillis);
}
