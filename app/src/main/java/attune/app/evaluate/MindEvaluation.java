package attune.app.evaluate;

import attune.algorithms.neighbor.CosineItems;
import attune.app.evaluate.MindSample.Impression;
import attune.app.operate.Surroundings;
import attune.app.surface.RankingLine;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.learning.dataset.Impressions;
import attune.learning.train.ActModel;
import attune.learning.train.ActTrainer;
import attune.model.event.Acts;
import attune.model.identity.TopicId;
import attune.model.item.ItemKind;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;
import attune.store.projection.SharedProjections.Capacity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// MIND in the order of time: each impression's features are taken before it is folded, the model learns from
/// the earlier impressions and orders what the last thousand showed. There is hardly anything personal in the
/// sample: almost one impression a member, and topics for 3 % of the articles.
final class MindEvaluation {
    private static final int TESTED = 1_000;
    private static final int VALIDATED = 1_000;
    private static final long MINUTE_MILLIS = 60_000;
    private static final Capacity CAPACITY = new Capacity(512, 2_048, 4_096);
    private static final Values CLICKS = Values.parse("version clicks\nopen 1 0 1 A click is all the set knows.");

    private final MindSample data;
    private final Surroundings surroundings;
    private final Scorecard card;
    private final int testFrom;

    MindEvaluation(MindSample data, Surroundings surroundings, Scorecard card) {
        this.data = data;
        this.surroundings = surroundings;
        this.card = card;
        this.testFrom = data.impressions().size() - TESTED;
    }

    void run() {
        card.heading("MIND sample, %d impressions in order of time; learnt from the first %d, tested on the last %d"
                .formatted(data.impressions().size(), testFrom, TESTED));
        Stopwatch watch = new Stopwatch();
        float[][] ranked = ranked();
        ClickRate.Settings rate = tuneRate();
        float[][] clickRate = clickRate(rate, testFrom);
        double shrinkage = tuneShrinkage();
        float[][] coClick = coClick(shrinkage, testFrom, data.impressions().size());
        card.note("Chosen on the %d before: click rate half-life %.0f h, smoothing %.0f; cosine shrinkage %.0f."
                .formatted(VALIDATED, rate.halfLifeHours(), rate.smoothing(), shrinkage));
        Map<String, float[][]> rankers = new LinkedHashMap<>();
        rankers.put("ranked", ranked);
        rankers.put("decayed click rate", clickRate);
        rankers.put("cosine co-click", coClick);
        tell(ranked, rankers);
        card.add(Finding.of("mind.cpu", watch.seconds(), "s").costing(watch.seconds()));
    }

    /// Scores of the tested impressions' articles, by the line's features and a model of the earlier ones.
    private float[][] ranked() {
        MemoryFold fold = new MemoryFold(CAPACITY);
        ActModel prior = HomeFeatures.PRIOR.model();
        RankingLine line = RankingLine.over(fold.views, fold.seal, CLICKS, () -> prior, surroundings);
        Sight sight = new Sight(data, fold);
        Impressions examples = new Impressions(HomeFeatures.SET.size());
        List<float[]> tested = new ArrayList<>();
        for (int index = 0; index < data.impressions().size(); index++) {
            Impression impression = data.impressions().get(index);
            sight.before(impression);
            float[] features = line.features(impression.member(), impression.shown(), impression.atMillis());
            if (index < testFrom) learn(examples, impression, features);
            else tested.add(features);
            sight.after(impression);
        }
        ActModel model = ActTrainer.train(
                HomeFeatures.PRIOR, examples, data.impressions().getLast().atMillis());
        return tested.stream().map(features -> score(model, features)).toArray(float[][]::new);
    }

    private static void learn(Impressions examples, Impression impression, float[] features) {
        for (int i = 0; i < impression.shown().length; i++) {
            int row = examples.add(
                    impression.member(),
                    impression.shown()[i],
                    impression.atMillis(),
                    features,
                    i * HomeFeatures.SET.size(),
                    1);
            if (impression.clicked()[i]) examples.act(row, Acts.OPEN.id().bit());
        }
    }

    private static float[] score(ActModel model, float[] features) {
        int act = model.acts().indexOf(Acts.OPEN);
        float[] scores = new float[features.length / HomeFeatures.SET.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = model.logistic().logOdds(features, i * HomeFeatures.SET.size(), act);
        }
        return scores;
    }

    private ClickRate.Settings tuneRate() {
        ClickRate.Settings best = new ClickRate.Settings(24, 20);
        double bestAuc = -1;
        for (double halfLife : new double[] {3, 6, 24, 96, 10_000}) {
            for (double smoothing : new double[] {5, 20, 100}) {
                ClickRate.Settings settings = new ClickRate.Settings(halfLife, smoothing);
                double auc = auc(clickRate(settings, testFrom - VALIDATED), testFrom - VALIDATED, VALIDATED);
                if (auc > bestAuc) {
                    bestAuc = auc;
                    best = settings;
                }
            }
        }
        return best;
    }

    /// Learns as time goes by; scores from impression `from` on.
    private float[][] clickRate(ClickRate.Settings settings, int from) {
        ClickRate rate = new ClickRate(data.articles(), settings);
        List<float[]> scores = new ArrayList<>();
        for (int index = 0; index < data.impressions().size(); index++) {
            if (index >= from) scores.add(rate.score(data.impressions().get(index)));
            rate.learn(data.impressions().get(index));
        }
        return scores.toArray(float[][]::new);
    }

    private double tuneShrinkage() {
        double best = 0;
        double bestAuc = -1;
        for (double shrinkage : new double[] {0, 2, 10, 50}) {
            double auc = auc(coClick(shrinkage, testFrom - VALIDATED, testFrom), testFrom - VALIDATED, VALIDATED);
            if (auc > bestAuc) {
                bestAuc = auc;
                best = shrinkage;
            }
        }
        return best;
    }

    /// Learns from all clicks and histories before impression `from`; scores by the member's own history.
    private float[][] coClick(double shrinkage, int from, int until) {
        List<TreeSet<Integer>> clicked = new ArrayList<>();
        for (int member = 0; member < data.members(); member++) clicked.add(new TreeSet<>());
        for (Impression impression : data.impressions().subList(0, from)) {
            TreeSet<Integer> own = clicked.get(impression.member());
            for (int article : impression.history()) own.add(article);
            for (int i = 0; i < impression.shown().length; i++)
                if (impression.clicked()[i]) own.add(impression.shown()[i]);
        }
        int[][] rows = clicked.stream()
                .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        CosineItems items =
                CoLikes.fit(new Sets(data.articles(), rows), new CoLikes.Settings(shrinkage, Integer.MAX_VALUE));
        float[] all = new float[data.articles()];
        List<float[]> scores = new ArrayList<>();
        for (Impression impression : data.impressions().subList(from, until)) {
            items.score(Arrays.stream(impression.history()).distinct().toArray(), all);
            float[] own = new float[impression.shown().length];
            for (int i = 0; i < own.length; i++) own[i] = all[impression.shown()[i]];
            scores.add(own);
        }
        return scores.toArray(float[][]::new);
    }

    private double auc(float[][] scores, int from, int count) {
        double sum = 0;
        int judged = 0;
        for (int i = 0; i < count; i++) {
            double auc = RankingMeasures.auc(
                    scores[i], data.impressions().get(from + i).clicked());
            if (Double.isNaN(auc)) continue;
            sum += auc;
            judged++;
        }
        return sum / judged;
    }

    private void tell(float[][] ranked, Map<String, float[][]> rankers) {
        List<Impression> tested =
                data.impressions().subList(testFrom, data.impressions().size());
        int[] judged = IntStream.range(0, tested.size())
                .filter(i -> !Double.isNaN(
                        RankingMeasures.auc(ranked[i], tested.get(i).clicked())))
                .toArray();
        Contest auc = new Contest("mind.auc", "chance", judged.length);
        Contest mrr = new Contest("mind.mrr", "share", judged.length);
        Contest five = new Contest("mind.ndcg-5", "share", judged.length);
        Contest ten = new Contest("mind.ndcg-10", "share", judged.length);
        rankers.forEach((ranker, scores) -> {
            for (int index = 0; index < judged.length; index++) {
                boolean[] clicked = tested.get(judged[index]).clicked();
                int[] ranks = Ranks.ofScored(scores[judged[index]], clicked);
                auc.put(ranker, index, RankingMeasures.auc(scores[judged[index]], clicked));
                mrr.put(ranker, index, RankingMeasures.meanReciprocal(ranks));
                five.put(ranker, index, RankingMeasures.ndcg(ranks, 5));
                ten.put(ranker, index, RankingMeasures.ndcg(ranks, 10));
            }
        });
        card.note("%d of %d tested impressions have clicks and others.".formatted(judged.length, tested.size()));
        for (Contest contest : List.of(auc, mrr, five, ten)) contest.tell(card, Map.of());
        card.note("Published on the full MIND, 450 times as much to learn from: AUC 0.7304. Not comparable.");
        card.bar(
                "MIND AUC not below decayed click rate",
                !auc.gain("ranked", "decayed click rate").isBelow(0));
        card.bar(
                "MIND nDCG@10 not below decayed click rate",
                !ten.gain("ranked", "decayed click rate").isBelow(0));
    }

    /// Folds the sample in its order: members when they first come, articles when they first appear.
    private static final class Sight {
        private final MindSample data;
        private final MemoryFold fold;
        private final BitSet joined = new BitSet();
        private final BitSet published = new BitSet();

        Sight(MindSample data, MemoryFold fold) {
            this.data = data;
            this.fold = fold;
            fold.join(data.members(), data.impressions().getFirst().atMillis());
        }

        void before(Impression impression) {
            long at = impression.atMillis();
            int[] history = impression.history();
            if (!joined.get(impression.member())) {
                joined.set(impression.member());
                fold.join(impression.member(), at);
                for (int i = 0; i < history.length; i++) {
                    long then = at - (history.length - i) * MINUTE_MILLIS;
                    publish(history[i], then);
                    fold.act(impression.member(), history[i], Acts.OPEN, then);
                }
            }
            for (int article : impression.shown()) publish(article, at);
        }

        private void publish(int article, long atMillis) {
            if (published.get(article)) return;
            published.set(article);
            List<TopicId> topics =
                    data.topicsOf().get(article).stream().map(TopicId::new).toList();
            fold.publish(data.members(), article, ItemKind.ARTICLE, topics, atMillis);
        }

        void after(Impression impression) {
            for (int article : impression.shown()) fold.impress(impression.member(), article, impression.atMillis());
            for (int i = 0; i < impression.shown().length; i++) {
                if (!impression.clicked()[i]) continue;
                fold.act(impression.member(), impression.shown()[i], Acts.OPEN, impression.atMillis());
            }
        }
    }
}
