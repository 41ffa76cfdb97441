package attune.feed.stage;

import attune.algorithms.rank.TopK;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.CountsView;
import attune.store.view.ItemsView;

/// Posts in the viewer's languages that many members engage with now, by decayed counts: no one is singled
/// out, so it needs no consent. Scans the newest posts of the community; a post older than the ring has
/// had its time.
public final class PopularSource implements Stage.Source {
    public static final Reason WHY = new Reason("popular", "Many people engage with this right now.");

    private static final Spec SPEC = Spec.of(
                    "popular", "Most engaged with of the newest posts, decayed, in the viewer's languages.")
            .serving(Purpose.AGGREGATE)
            .needing(Viewer.ATTRIBUTE)
            .because(WHY)
            .orElse(Spec.OnFailure.GO_ON);

    private final ItemsView items;
    private final CountsView counts;
    private final int cap;
    private final int scanned;

    public PopularSource(ItemsView items, CountsView counts, int cap, int scanned) {
        this.items = items;
        this.counts = counts;
        this.cap = cap;
        this.scanned = scanned;
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
        TopK best = new TopK(cap);
        for (int i = 0; i < count; i++) {
            int item = newest[i];
            if (!viewer.reads(items.language(item))) continue;
            double heat = counts.recentPositive(item, query.nowMillis());
            if (heat > 0) best.offer(item, (float) heat);
        }
        for (int item : best.drain().ids()) {
            if (!into.add(item)) return;
        }
    }
}
