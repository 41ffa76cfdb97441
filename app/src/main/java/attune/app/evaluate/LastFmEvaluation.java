package attune.app.evaluate;

import attune.algorithms.graph.WalkRules;
import attune.algorithms.neighbor.CosineItems;
import attune.app.operate.Surroundings;
import attune.app.surface.RankingLine;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.learning.dataset.ImplicitDataset;
import attune.learning.train.ActModel;
import attune.learning.train.ActTrainer;
import attune.model.event.Acts;
import attune.model.item.ItemKind;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;
import attune.store.projection.SharedProjections.Capacity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Last.fm with friends through the real line: events, fold, sources, filters, features, model, order. Full
/// ranking over all artists a member has not played; a play counts as a like. No times in the data, so nothing
/// chronological to compare with.
final class LastFmEvaluation {
    /// All at one moment: the set has no times, so nothing decays.
    private static final long NOW_MILLIS = 1_700_000_000_000L;
    private static final int K = 20;
    private static final int NEGATIVES = 10;
    /// Negatives are drawn from this many of the line's best, where the order is decided.
    private static final int HARD = 400;
    private static final long SEED = 7;
    private static final Capacity CAPACITY = new Capacity(1_024, 4_096, 4_096);
    private static final Values PLAYS = Values.parse("version plays\nlike 1 0 1 A play is all the set knows.");

    private static final Map<String, Double> PUBLISHED_RECALL = Map.of("popularity", 0.0375, "cosine co-like", 0.2278);
    private static final Map<String, Double> PUBLISHED_NDCG = Map.of("popularity", 0.0214, "cosine co-like", 0.1733);

    private final LastFm data;
    private final Surroundings surroundings;
    private final Scorecard card;

    LastFmEvaluation(LastFm data, Surroundings surroundings, Scorecard card) {
        this.data = data;
        this.surroundings = surroundings;
        this.card = card;
    }

    void run() {
        card.heading("Last.fm, LightGCN split with friends: full ranking, all unseen artists");
        Stopwatch watch = new Stopwatch();
        LastFm.Parts parts = data.parts(SEED);
        CoLikes.Settings settings = CoLikes.tune(parts.fit(), parts.validation());
        WalkRules walk = WalkChoice.tune(parts.fit(), parts.validation());
        card.note(
                "Chosen on a fifth of the train part: cosine shrinkage %.0f, neighbours %s; walk alpha %.2f, beta %.2f."
                        .formatted(
                                settings.shrinkage(),
                                settings.neighbours() == Integer.MAX_VALUE ? "all" : settings.neighbours(),
                                walk.alpha(),
                                walk.beta()));
        card.add(Finding.of("lastfm.tuning", watch.seconds(), "s").costing(watch.seconds()));

        watch = new Stopwatch();
        ActModel model = train(parts, walk);
        card.add(Finding.of("lastfm.training", watch.seconds(), "s").costing(watch.seconds()));
        rank(model, walk, settings);
    }

    private ActModel train(LastFm.Parts parts, WalkRules walk) {
        MemoryFold fold = fold(parts.fit());
        ActModel prior = HomeFeatures.PRIOR.model();
        RankingLine line = RankingLine.over(fold.views, fold.seal, PLAYS, () -> prior, walk, surroundings);
        ImplicitDataset dataset = new ImplicitDataset(
                member -> line.rank(member, HARD, NOW_MILLIS),
                line::features,
                HomeFeatures.SET.size(),
                NEGATIVES,
                Acts.LIKE.id().bit());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int member = 0; member < data.train().members(); member++) {
            dataset.add(member, parts.validation().rows()[member], NOW_MILLIS, random);
        }
        return ActTrainer.train(HomeFeatures.PRIOR, dataset.examples(), NOW_MILLIS);
    }

    private MemoryFold fold(Sets plays) {
        MemoryFold fold = new MemoryFold(CAPACITY);
        int catalogue = data.train().members();
        for (int member = 0; member <= catalogue; member++) fold.join(member, NOW_MILLIS);
        for (int item = 0; item < plays.items(); item++)
            fold.publish(catalogue, item, ItemKind.TRACK, List.of(), NOW_MILLIS);
        for (int member = 0; member < catalogue; member++) {
            for (int friend : data.friends()[member]) if (friend < catalogue) fold.follow(member, friend, NOW_MILLIS);
            for (int item : plays.rows()[member]) {
                // What was played was met; the line shows nothing twice.
                fold.impress(member, item, NOW_MILLIS);
                fold.act(member, item, Acts.LIKE, NOW_MILLIS);
            }
        }
        return fold;
    }

    private void rank(ActModel model, WalkRules walk, CoLikes.Settings settings) {
        Stopwatch watch = new Stopwatch();
        MemoryFold fold = fold(data.train());
        RankingLine line = RankingLine.over(fold.views, fold.seal, PLAYS, () -> model, walk, surroundings);
        CosineItems coLikes = CoLikes.fit(data.train(), settings);
        float[] popular = popularity();
        int[] asked = asked();
        int[] everything = everything();
        Contest recall = new Contest("lastfm.recall-20", "share", asked.length);
        Contest ndcg = new Contest("lastfm.ndcg-20", "share", asked.length);
        Contest fault = new Contest("lastfm.shuffled.ndcg-20", "share", asked.length);
        for (int index = 0; index < asked.length; index++) {
            int member = asked[index];
            int[] wanted = data.test().rows()[member];
            int[] others = data.test().rows()[asked[(index + asked.length / 2) % asked.length]];
            int[] first = line.rank(member, everything, K, NOW_MILLIS);
            float[] cosine = new float[data.train().items()];
            coLikes.score(data.train().rows()[member], cosine);
            put(recall, ndcg, index, "ranked", ofFirst(first, wanted));
            put(
                    recall,
                    ndcg,
                    index,
                    "popularity",
                    Ranks.full(popular, data.train().bits(member), wanted));
            put(
                    recall,
                    ndcg,
                    index,
                    "cosine co-like",
                    Ranks.full(cosine, data.train().bits(member), wanted));
            fault.put("ranked", index, RankingMeasures.ndcg(ofFirst(first, others), K));
            fault.put(
                    "popularity",
                    index,
                    RankingMeasures.ndcg(Ranks.full(popular, data.train().bits(member), others), K));
        }
        tell(recall, ndcg, fault, watch);
    }

    private void tell(Contest recall, Contest ndcg, Contest fault, Stopwatch watch) {
        recall.tell(card, PUBLISHED_RECALL);
        ndcg.tell(card, PUBLISHED_NDCG);
        card.note("Published beside: EASE recall@20 0.2599, nDCG@20 0.2053 on the same split.");
        card.add(Finding.of("lastfm.ranking", watch.seconds(), "s").costing(watch.seconds()));
        for (String baseline : List.of("popularity", "cosine co-like")) {
            card.bar(
                    "Last.fm recall@20 above " + baseline,
                    recall.gain("ranked", baseline).isAbove(0));
            card.bar(
                    "Last.fm nDCG@20 above " + baseline,
                    ndcg.gain("ranked", baseline).isAbove(0));
        }
        fault.tell(card, Map.of());
        card.bar(
                "planted fault: asked for other members' artists, ranked gains nothing over popularity",
                !fault.gain("ranked", "popularity").isAbove(0));
    }

    private static void put(Contest recall, Contest ndcg, int index, String ranker, int[] ranks) {
        recall.put(ranker, index, RankingMeasures.recall(ranks, K));
        ndcg.put(ranker, index, RankingMeasures.ndcg(ranks, K));
    }

    /// Ranks of the wanted items in the first places of an order; beyond those they are unranked.
    static int[] ofFirst(int[] first, int[] wanted) {
        int[] ranks = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            ranks[i] = Ranks.UNRANKED;
            for (int position = 0; position < first.length; position++) {
                if (first[position] == wanted[i]) ranks[i] = position + 1;
            }
        }
        Arrays.sort(ranks);
        return ranks;
    }

    private float[] popularity() {
        int[] counts = data.train().popularity();
        float[] popular = new float[counts.length];
        for (int item = 0; item < counts.length; item++) popular[item] = counts[item];
        return popular;
    }

    /// Members with something in the test part.
    private int[] asked() {
        return IntStream.range(0, data.test().members())
                .filter(member -> data.test().rows()[member].length > 0)
                .toArray();
    }

    private int[] everything() {
        return IntStream.range(0, data.train().items()).toArray();
    }
}
