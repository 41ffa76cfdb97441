package attune.feed.stage;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.CountsView;
import attune.store.view.ItemsView;
import java.time.Duration;

/// New posts hardly anyone has met yet, from anyone: what the exploration slot draws from, so that a post
/// can be found before its first like.
public final class FreshSource implements Stage.Source {
    public static final Reason WHY = new Reason("fresh", "It is new, and few people have seen it yet.");

    private static final Spec SPEC = Spec.of(
                    "fresh", "Posts of the last days with hardly any impressions, for exploration.")
            .serving(Purpose.AGGREGATE)
            .needing(Viewer.ATTRIBUTE)
            .because(WHY)
            .orElse(Spec.OnFailure.GO_ON);

    private final ItemsView items;
    private final CountsView counts;
    private final int cap;
    private final int scanned;
    private final int maxImpressions;
    private final long maxAgeMillis;

    /// @param scanned how many of the community's newest posts are looked at
    /// @param maxImpressions a post with more is no longer fresh
    /// @param maxAge nor is one that was published longer ago
    public FreshSource(ItemsView items, CountsView counts, int cap, int scanned, int maxImpressions, Duration maxAge) {
        this.items = items;
        this.counts = counts;
        this.cap = cap;
        this.scanned = scanned;
        this.maxImpressions = maxImpressions;
        this.maxAgeMillis = maxAge.toMillis();
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public int cap() {
        return cap;
    }

    @Override
    public Reason why() {
        return WHY;
    }

    @Override
    public void propose(Query query, Proposals into) {
        Viewer viewer = Viewer.of(query);
        int[] newest = new int[scanned];
        int count = items.newest(newest);
        long oldest = query.nowMillis() - maxAgeMillis;
        for (int i = 0; i < count; i++) {
            int item = newest[i];
            // The order is that of arrival, and an old post may arrive late; so none ends the search.
            if (items.publishedMillis(item) < oldest) continue;
            if (viewer.reads(items.language(item)) && counts.impressions(item) <= maxImpressions && !into.add(item))
                return;
        }
    }
}
