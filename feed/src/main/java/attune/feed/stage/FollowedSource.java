package attune.feed.stage;

import attune.algorithms.rank.TopK;
import attune.model.policy.Reason;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.ItemsView;
import java.time.Duration;

/// The newest posts of the members the viewer follows: the heart of every home feed, profiled or not.
public final class FollowedSource implements Stage.Source {
    /// The viewer follows the author.
    public static final Reason WHY = new Reason("followed", "You follow {}.");

    private static final int PER_AUTHOR = 20;
    private static final Spec SPEC = Spec.of("followed", "Newest posts of followed members.")
            .needing(Viewer.ATTRIBUTE)
            .because(WHY)
            .orElse(Spec.OnFailure.GO_ON);

    private final ItemsView items;
    private final int cap;
    private final long maxAgeMillis;

    public FollowedSource(ItemsView items, int cap, Duration maxAge) {
        this.items = items;
        this.cap = cap;
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
        TopK newest = new TopK(cap);
        int[] ring = new int[PER_AUTHOR];
        for (int author : Viewer.of(query).followees()) {
            int count = items.newestBy(author, ring);
            for (int i = 0; i < count; i++) {
                long age = query.nowMillis() - items.publishedMillis(ring[i]);
                if (age > maxAgeMillis) break;
                newest.offer(ring[i], -(float) age);
            }
        }
        for (int item : newest.drain().ids()) {
            if (!into.add(item)) return;
        }
    }
}
