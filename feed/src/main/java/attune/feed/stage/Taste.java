package attune.feed.stage;

import attune.algorithms.graph.ScoreMap;
import attune.model.event.Act;
import attune.model.policy.Purpose;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.HistoriesView;
import attune.store.view.ItemsView;
import java.util.function.IntFunction;

/// How often the viewer lately engaged with this author and with these topics, for and against, decayed.
/// Read from the viewer's own history under the viewer's grant, at request time: an act changes the next
/// answer.
public final class Taste {
    public static final Column.Floats AUTHOR = column("author-affinity", "decayed engagements, log scale");
    public static final Column.Floats AUTHOR_AGAINST =
            column("author-aversion", "decayed negative feedback, log scale");
    public static final Column.Floats TOPIC = column("topic-affinity", "share of decayed engagements, best topic");
    public static final Column.Floats TOPIC_AGAINST = column("topic-aversion", "decayed negative feedback, log scale");

    private static final Attribute<Found> FOUND = Attribute.of("taste", Purpose.PERSONALIZATION, Found.class);

    private final HistoriesView histories;
    private final ItemsView items;
    private final IntFunction<Act> acts;
    private final double halfLifeMillis;

    public Taste(HistoriesView histories, ItemsView items, IntFunction<Act> acts, double halfLifeMillis) {
        this.histories = histories;
        this.items = items;
        this.acts = acts;
        this.halfLifeMillis = halfLifeMillis;
    }

    private static Column.Floats column(String name, String unit) {
        return new Column.Floats(name, unit, Purpose.PERSONALIZATION);
    }

    private record Found(
            ScoreMap authors, ScoreMap authorsAgainst, ScoreMap topics, ScoreMap topicsAgainst, double total) {}

    public Stage.QueryHydrator queryHydrator() {
        Spec spec = Spec.of("taste", "The viewer's recent engagement by author and topic.")
                .serving(Purpose.PERSONALIZATION)
                .providing(FOUND)
                .orElse(Spec.OnFailure.GO_ON);
        return new Gathering(spec, this);
    }

    public Stage.Hydrator hydrator() {
        Spec spec = Spec.of("affinity", "The viewer's affinity to the author and the topics of a post.")
                .serving(Purpose.PERSONALIZATION)
                .needing(FOUND)
                .writing(AUTHOR, AUTHOR_AGAINST, TOPIC, TOPIC_AGAINST)
                .orElse(Spec.OnFailure.GO_ON);
        return new Filling(spec, this);
    }

    private Found gather(Query query) {
        HistoriesView.History history = histories.of(query.grant());
        ScoreMap authors = new ScoreMap(64);
        ScoreMap authorsAgainst = new ScoreMap(16);
        ScoreMap topics = new ScoreMap(64);
        ScoreMap topicsAgainst = new ScoreMap(16);
        double total = 0;
        for (int k = 0; k < history.size(); k++) {
            int item = history.item(k);
            if (!items.exists(item)) continue;
            double age = Math.max(0, query.nowMillis() - history.millis(k));
            double weight = Math.pow(0.5, age / halfLifeMillis);
            boolean against = acts.apply(history.act(k)).polarity() == Act.Polarity.NEGATIVE;
            if (!against) total += weight;
            (against ? authorsAgainst : authors).add(items.author(item), weight);
            for (int t = 0; t < items.topicCount(item); t++) {
                (against ? topicsAgainst : topics).add(items.topic(item, t), weight);
            }
        }
        return new Found(authors, authorsAgainst, topics, topicsAgainst, total);
    }

    private record Gathering(Spec spec, Taste of) implements Stage.QueryHydrator {
        @Override
        public void hydrate(Query query) {
            query.put(FOUND, of.gather(query));
        }
    }

    private record Filling(Spec spec, Taste of) implements Stage.Hydrator {
        /// Engagements a share is measured against at least, so that one like is not yet a taste.
        private static final double SMOOTHING = 5;

        @Override
        public void hydrate(Query query, Candidates rows) {
            Found found = query.get(FOUND);
            float[] author = rows.floats(AUTHOR);
            float[] authorAgainst = rows.floats(AUTHOR_AGAINST);
            float[] topic = rows.floats(TOPIC);
            float[] topicAgainst = rows.floats(TOPIC_AGAINST);
            for (int row = 0; row < rows.size(); row++) {
                int item = rows.item(row);
                if (!of.items.exists(item)) continue;
                author[row] = (float) Math.log1p(found.authors().get(of.items.author(item)));
                authorAgainst[row] = (float) Math.log1p(found.authorsAgainst().get(of.items.author(item)));
                double best = 0;
                double worst = 0;
                for (int t = 0; t < of.items.topicCount(item); t++) {
                    best = Math.max(best, found.topics().get(of.items.topic(item, t)));
                    worst = Math.max(worst, found.topicsAgainst().get(of.items.topic(item, t)));
                }
                topic[row] = (float) (best / (found.total() + SMOOTHING));
                topicAgainst[row] = (float) Math.log1p(worst);
            }
        }
    }
}
