package attune.app.evaluate;

import attune.algorithms.linear.LogisticModel;
import attune.algorithms.neighbor.CosineItems;
import attune.app.demo.Demo;
import attune.app.operate.Surroundings;
import attune.app.surface.RankingLine;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.learning.dataset.Collector;
import attune.learning.feature.FeatureSet;
import attune.learning.train.ActModel;
import attune.learning.train.ActTrainer;
import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// All who rank a town's posts, over the town's log folded once more: the line as it serves, the same line with nothing
/// personal in its model, and the pinned baselines.
///
/// @param line as it serves
/// @param impersonal the same with a model that learned from the same log without what depends on who looks
record TownRankers(SharedProjections views, RankingLine line, RankingLine impersonal, Sets likes, CosineItems coLikes) {
    static final String RANKED = "ranked";
    static final String IMPERSONAL = "nothing personal";
    static final String POPULARITY = "popularity, decayed";

    private static final FeatureSet SET = HomeFeatures.SET;
    private static final int MAX_EXAMPLES = 200_000;

    /// One member's vote: everything that may be shown, in the line's order.
    record Ballot(String member, int number, int[] ranked) {}

    static TownRankers of(Demo demo, Surroundings surroundings) {
        Seal seal = new Seal();
        SharedProjections views = new SharedProjections(seal, Capacity.USUAL);
        Values values = demo.attune().surfaces().values();
        RankingLine line = RankingLine.over(views, seal, values, demo.attune().models()::current, surroundings);
        Collector collector = new Collector(
                views.state(),
                (member, items, atMillis) -> masked(line.features(member, items, atMillis)),
                SET.size(),
                Duration.ofDays(1).toMillis(),
                MAX_EXAMPLES);
        Map<Integer, TreeSet<Integer>> liked = new HashMap<>();
        demo.attune().log().replay(0, envelope -> {
            collector.accept(envelope);
            if (envelope.event() instanceof Event.Acted acted && positive(views, acted)) {
                liked.computeIfAbsent(acted.member().value(), member -> new TreeSet<>())
                        .add(acted.item().value());
            }
        });
        ActModel plain = withoutPersonal(ActTrainer.train(
                HomeFeatures.PRIOR, collector.finish(), demo.town().nowMillis()));
        RankingLine impersonal = RankingLine.over(views, seal, values, () -> plain, surroundings);
        Sets likes = likes(demo, liked);
        return new TownRankers(views, line, impersonal, likes, CoLikes.fit(likes, CoLikes.Settings.USUAL));
    }

    private static boolean positive(SharedProjections views, Event.Acted acted) {
        return views.acts.act(acted.act().value()).polarity() == Act.Polarity.POSITIVE;
    }

    /// Features as they are for nobody in particular: only what is counted over all members stays.
    private static float[] masked(float[] features) {
        for (int at = 0; at < features.length; at++) if (personal(at % SET.size())) features[at] = 0;
        return features;
    }

    private static boolean personal(int feature) {
        return SET.features().get(feature).purpose() != Purpose.AGGREGATE;
    }

    private static ActModel withoutPersonal(ActModel model) {
        LogisticModel logistic = model.logistic();
        for (int feature = 0; feature < SET.size(); feature++) {
            if (personal(feature)) logistic = logistic.holding(feature, 0);
        }
        return new ActModel(model.features(), model.acts(), logistic, model.provenance());
    }

    private static Sets likes(Demo demo, Map<Integer, TreeSet<Integer>> liked) {
        int[][] rows = new int[demo.attune().directory().memberLimit()][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = liked.getOrDefault(member, new TreeSet<>()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new Sets(demo.attune().directory().itemLimit(), rows);
    }

    Ballot ballot(Demo demo, String member, List<String> candidates, long now) {
        int number = demo.attune()
                .directory()
                .member(new ExternalId(member))
                .orElseThrow()
                .value();
        int[] items = candidates.stream()
                .flatMapToInt(item -> demo.attune().directory().item(new ExternalId(item)).stream()
                        .mapToInt(ItemId::value))
                .sorted()
                .toArray();
        return new Ballot(member, number, ranked(line, number, items, now));
    }

    /// All of the given items that the line's filters let through, in its order.
    private static int[] ranked(RankingLine line, int member, int[] items, long now) {
        int everything = 1 << 20;
        return Arrays.stream(line.rank(member, items, everything, now))
                .filter(item -> Arrays.binarySearch(items, item) >= 0)
                .toArray();
    }

    /// Each ranker's order, as places in the ballot; equal scores: newer first.
    Map<String, int[]> orders(Ballot ballot, long now) {
        int n = ballot.ranked().length;
        float[] cosine = new float[likes.items()];
        coLikes.score(likes.rows()[ballot.number()], cosine);
        double[] heat = new double[n];
        double[] near = new double[n];
        double[] followed = new double[n];
        long[] published = new long[n];
        for (int place = 0; place < n; place++) {
            int item = ballot.ranked()[place];
            heat[place] = views.counts.recentPositive(item, now);
            near[place] = cosine[item];
            followed[place] = views.ties.follows(ballot.number(), views.items.author(item)) ? 1 : 0;
            published[place] = views.items.publishedMillis(item);
        }
        Map<String, int[]> orders = new LinkedHashMap<>();
        orders.put(RANKED, IntStream.range(0, n).toArray());
        orders.put("chronological", order(new double[n], published));
        orders.put("followed chronological", order(followed, published));
        orders.put(POPULARITY, order(heat, published));
        orders.put("cosine co-like", order(near, published));
        orders.put(IMPERSONAL, impersonally(ballot, now));
        return orders;
    }

    private int[] impersonally(Ballot ballot, long now) {
        Map<Integer, Integer> placeOf = new HashMap<>();
        for (int place = 0; place < ballot.ranked().length; place++) placeOf.put(ballot.ranked()[place], place);
        int[] items = Arrays.stream(ballot.ranked()).sorted().toArray();
        return Arrays.stream(ranked(impersonal, ballot.number(), items, now))
                .map(item -> placeOf.getOrDefault(item, 0))
                .toArray();
    }

    private static int[] order(double[] scores, long[] published) {
        Comparator<Integer> best = Comparator.comparingDouble(place -> -scores[place]);
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(best.thenComparingLong(place -> -published[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
