package attune.feed.stage;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.ItemsView;

/// The plain facts about a post that nearly every later stage reads.
public final class ItemFacts {
    public static final Column.Ints AUTHOR = new Column.Ints("author", "member", Purpose.SERVICE);
    public static final Column.Longs PUBLISHED = new Column.Longs("published", "epoch millis", Purpose.SERVICE);
    public static final Column.Floats IN_NETWORK =
            new Column.Floats("in-network", "1 if the viewer follows the author or is it", Purpose.SERVICE);
    /// The post this one repeats, or itself: reposts of one post are one thing to a reader.
    public static final Column.Ints ORIGINAL = new Column.Ints("original", "item", Purpose.SERVICE);
    public static final Column.Longs FINGERPRINT =
            new Column.Longs("fingerprint", "64-bit SimHash, 0 unknown", Purpose.SERVICE);
    public static final Column.Ints TOPIC = new Column.Ints("topic", "first topic", Purpose.SERVICE);

    private ItemFacts() {}

    public static Stage.Hydrator hydrator(ItemsView items) {
        Spec spec = Spec.of("item-facts", "Author, time, topic, fingerprint, what it repeats.")
                .needing(Viewer.ATTRIBUTE)
                .writing(AUTHOR, PUBLISHED, IN_NETWORK, ORIGINAL, FINGERPRINT, TOPIC);
        return new Filling(spec, items);
    }

    private record Filling(Spec spec, ItemsView items) implements Stage.Hydrator {
        @Override
        public void hydrate(Query query, Candidates rows) {
            Viewer viewer = Viewer.of(query);
            int[] author = rows.ints(AUTHOR);
            long[] published = rows.longs(PUBLISHED);
            float[] inNetwork = rows.floats(IN_NETWORK);
            int[] original = rows.ints(ORIGINAL);
            long[] fingerprint = rows.longs(FINGERPRINT);
            int[] topic = rows.ints(TOPIC);
            for (int row = 0; row < rows.size(); row++) {
                int item = rows.item(row);
                if (!items.exists(item)) continue;
                author[row] = items.author(item);
                published[row] = items.publishedMillis(item);
                inNetwork[row] = viewer.follows(author[row]) || author[row] == viewer.member() ? 1 : 0;
                int repeated = items.repostOf(item);
                original[row] = repeated >= 0 ? repeated : item;
                fingerprint[row] = items.fingerprint(item);
                topic[row] = items.topicCount(item) > 0 ? items.topic(item, 0) : -1;
            }
        }
    }
}
