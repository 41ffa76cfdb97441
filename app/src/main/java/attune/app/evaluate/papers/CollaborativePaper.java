package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.collaborative.PopularItems;
import attune.algorithms.collaborative.Ranges;
import attune.app.evaluate.Contest;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.Stopwatch;
import attune.app.evaluate.papers.Family.Competition;
import attune.app.evaluate.papers.FullRanking.Measured;
import attune.app.evaluate.papers.Tournament.Chosen;
import attune.app.evaluate.papers.Tournament.Weighted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A paper's split for recommenders that learn from likes alone: settings and blend are chosen on a part of the
/// train part, held out as the test part was, everything is trained again on all of it, and the test part is read once.
final class CollaborativePaper implements Paper {
    static final int K = 20;
    private static final long SEED = 20_261_125;
    /// So many members decide between settings; more would not change a choice that matters.
    private static final int VALIDATED = 6_000;

    private static final String POPULARITY = "popularity";
    private static final String CHOSEN = "chosen";
    private static final String WITHOUT_FRIENDS = "without-friends";

    private final Terms terms;
    private final Function<Path, Split> reader;
    private final Function<Ranges, Competition> families;

    /// @param name stable, the first part of each finding's id
    /// @param folder of the set in `ATTUNE_DATA`
    /// @param published what others report, the strongest rows
    /// @param choosingSeconds CPU seconds after which no further setting is tried
    record Terms(String name, String folder, double choosingSeconds, List<Published> published, Bars bars) {}

    /// What the chosen recommender must reach, and what it aims at.
    record Bars(double recall, double ndcg, double aimRecall, double aimNdcg) {}

    CollaborativePaper(Terms terms, Function<Path, Split> reader, Function<Ranges, Competition> families) {
        this.terms = terms;
        this.reader = reader;
        this.families = families;
    }

    @Override
    public String name() {
        return terms.name();
    }

    @Override
    public String folder() {
        return terms.folder();
    }

    @Override
    public void run(Path at, boolean choosingOnly, Scorecard card) {
        Split split = reader.apply(at);
        card.heading("%s: %,d members, %,d items, %,d known and %,d wanted; full ranking @%d"
                .formatted(
                        terms.name(),
                        split.train().members(),
                        split.train().items(),
                        split.train().size(),
                        split.test().size(),
                        K));
        try (Cores cores = Cores.all()) {
            Competition competing = families.apply(cores);
            Stopwatch choosing = new Stopwatch();
            Split parts = split.heldOut(split.testShare(), SEED);
            Tournament tournament = new Tournament(
                    parts, parts.asked(VALIDATED, SEED), cores, choosing::seconds, terms.choosingSeconds(), card::note);
            List<Chosen> chosen = new ArrayList<>(tournament.chooseSettings(competing.alone()));
            Weighted alone = tournament.chooseBlend(chosen);
            int friendsFrom = chosen.size();
            chosen.addAll(tournament.chooseSettings(competing.social()));
            Weighted blend = tournament.grown(alone, chosen, friendsFrom);
            card.note("chosen on validation: " + words(chosen, blend) + ", " + blend.measured());
            card.add(Finding.of(terms.name() + ".choosing", choosing.seconds(), "CPU s"));
            if (!choosingOnly) test(split, new Winners(chosen, alone, blend), cores, card);
        }
    }

    /// @param alone the best blend that knows no friends; the same as `blend` where friends gained nothing
    private record Winners(List<Chosen> chosen, Weighted alone, Weighted blend) {}

    private void test(Split split, Winners winners, Ranges ranges, Scorecard card) {
        List<Chosen> chosen = winners.chosen();
        Weighted blend = winners.blend();
        FullRanking ranking = new FullRanking(split, split.asked(Integer.MAX_VALUE, SEED), K, ranges);
        Map<String, Measured> measured = new LinkedHashMap<>();
        Map<String, Double> seconds = new LinkedHashMap<>();
        List<MemberScorer> fitted = new ArrayList<>();
        for (Chosen each : chosen) {
            Stopwatch training = new Stopwatch();
            fitted.add(each.setting().training().apply(split));
            seconds.put(each.family().name(), training.seconds());
        }
        measured.put(CHOSEN, ranking.of(blend.of(fitted)));
        seconds.put(
                CHOSEN,
                blend.members().stream()
                        .mapToDouble(
                                index -> seconds.get(chosen.get(index).family().name()))
                        .sum());
        if (split.friends().length > 0)
            measured.put(WITHOUT_FRIENDS, ranking.of(winners.alone().of(fitted)));
        for (int index = 0; index < chosen.size(); index++) {
            measured.put(chosen.get(index).family().name(), ranking.of(fitted.get(index)));
        }
        measured.put(POPULARITY, ranking.of(popularity(split.train())));
        tell(measured, seconds, card);
    }

    private static MemberScorer popularity(Likes train) {
        return PopularItems.counted(train).over(train);
    }

    private void tell(Map<String, Measured> measured, Map<String, Double> seconds, Scorecard card) {
        int asked = Objects.requireNonNull(measured.get(CHOSEN)).recall().length;
        Contest recall = new Contest(terms.name() + ".recall@" + K, "share", asked);
        Contest ndcg = new Contest(terms.name() + ".ndcg@" + K, "share", asked);
        measured.forEach((ranker, of) -> {
            for (int index = 0; index < asked; index++) {
                recall.put(ranker, index, of.recall()[index]);
                ndcg.put(ranker, index, of.ndcg()[index]);
            }
        });
        recall.tell(card, Map.of());
        ndcg.tell(card, Map.of());
        for (Published row : terms.published()) {
            card.note("published  %-22s recall %.4f  nDCG %.4f  (%s)"
                    .formatted(row.model(), row.recall(), row.ndcg(), row.source()));
        }
        seconds.forEach((ranker, cost) -> card.add(
                Finding.of(terms.name() + ".training." + ranker, cost, "CPU s").costing(cost)));
        bars(recall, ndcg, card);
    }

    private void bars(Contest recall, Contest ndcg, Scorecard card) {
        Bars bars = terms.bars();
        card.bar(
                "%s recall@20 %.4f, needed %.4f".formatted(terms.name(), recall.mean(CHOSEN), bars.recall()),
                recall.mean(CHOSEN) >= bars.recall());
        card.bar(
                "%s nDCG@20 %.4f, needed %.4f".formatted(terms.name(), ndcg.mean(CHOSEN), bars.ndcg()),
                ndcg.mean(CHOSEN) >= bars.ndcg());
        card.bar(
                terms.name() + " recall@20 above popularity, paired",
                recall.gain(CHOSEN, POPULARITY).isAbove(0));
        if (recall.baselines().contains(WITHOUT_FRIENDS)) {
            card.bar(
                    terms.name() + " recall@20 gains by friends, paired",
                    recall.gain(CHOSEN, WITHOUT_FRIENDS).isAbove(0));
        }
        card.note("aimed at recall %.4f, nDCG %.4f: %s"
                .formatted(
                        bars.aimRecall(),
                        bars.aimNdcg(),
                        recall.mean(CHOSEN) >= bars.aimRecall() && ndcg.mean(CHOSEN) >= bars.aimNdcg()
                                ? "reached"
                                : "not reached"));
    }

    private static String words(List<Chosen> chosen, Weighted blend) {
        return IntStream.range(0, blend.members().size())
                .mapToObj(index -> {
                    Chosen part = chosen.get(blend.members().get(index));
                    return "%.2f × %s (%s)"
                            .formatted(
                                    blend.weights().get(index),
                                    part.family().name(),
                                    part.setting().words());
                })
                .collect(Collectors.joining(" + "));
    }
}
