package attune.feed.stage;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.CountsView;

/// How a post fares with everybody: decayed engagement, smoothed rates, age. Counts over many, so it needs
/// no consent.
public final class Heat {
    public static final Column.Floats POPULARITY = column("popularity", "log of decayed engagements");
    public static final Column.Floats RATE =
            column("engagement-rate", "smoothed share of impressions, log ratio to usual");
    public static final Column.Floats NEGATIVE_RATE = column("negative-rate", "smoothed share of impressions");
    public static final Column.Floats AUTHOR_RATE = column("author-rate", "smoothed share, log ratio to usual");
    public static final Column.Floats AUTHOR_NEGATIVE = column("author-negative-rate", "smoothed share of impressions");
    public static final Column.Floats FRESHNESS = column("freshness", "halves every 12 hours");

    /// Prior of the smoothed rates: so many impressions at the usual rate, so that one like of one does
    /// not top the feed.
    private static final double PRIOR_IMPRESSIONS = 20;
    private static final double USUAL_RATE = 0.08;
    private static final double FRESHNESS_HALF_LIFE_HOURS = 12;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private Heat() {}

    private static Column.Floats column(String name, String unit) {
        return new Column.Floats(name, unit, Purpose.AGGREGATE);
    }

    public static Stage.Hydrator hydrator(CountsView counts) {
        Spec spec = Spec.of("heat", "How the post and its author fare with everybody.")
                .serving(Purpose.AGGREGATE)
                .reading(ItemFacts.AUTHOR, ItemFacts.PUBLISHED)
                .writing(POPULARITY, RATE, NEGATIVE_RATE, AUTHOR_RATE, AUTHOR_NEGATIVE, FRESHNESS)
                .orElse(Spec.OnFailure.GO_ON);
        return new Filling(spec, counts);
    }

    private record Filling(Spec spec, CountsView counts) implements Stage.Hydrator {
        @Override
        public void hydrate(Query query, Candidates rows) {
            long now = query.nowMillis();
            int[] author = rows.ints(ItemFacts.AUTHOR);
            long[] published = rows.longs(ItemFacts.PUBLISHED);
            float[] popularity = rows.floats(POPULARITY);
            float[] rate = rows.floats(RATE);
            float[] negativeRate = rows.floats(NEGATIVE_RATE);
            float[] authorRate = rows.floats(AUTHOR_RATE);
            float[] authorNegative = rows.floats(AUTHOR_NEGATIVE);
            float[] freshness = rows.floats(FRESHNESS);
            for (int row = 0; row < rows.size(); row++) {
                int item = rows.item(row);
                double positive = counts.recentPositive(item, now);
                double impressions = counts.recentImpressions(item, now);
                popularity[row] = (float) Math.log1p(positive);
                rate[row] = logRatio(positive, impressions);
                negativeRate[row] = share(counts.recentNegative(item, now), impressions);
                double authorImpressions = counts.authorImpressions(author[row], now);
                authorRate[row] = logRatio(counts.authorPositive(author[row], now), authorImpressions);
                authorNegative[row] = share(counts.authorNegative(author[row], now), authorImpressions);
                double ageHours = Math.max(0, now - published[row]) / MILLIS_PER_HOUR;
                freshness[row] = (float) Math.pow(0.5, ageHours / FRESHNESS_HALF_LIFE_HOURS);
            }
        }

        private static float logRatio(double acts, double impressions) {
            double smoothed = (acts + USUAL_RATE * PRIOR_IMPRESSIONS) / (impressions + PRIOR_IMPRESSIONS);
            return (float) Math.log(smoothed / USUAL_RATE);
        }

        private static float share(double acts, double impressions) {
            return (float) (acts / (impressions + PRIOR_IMPRESSIONS));
        }
    }
}
