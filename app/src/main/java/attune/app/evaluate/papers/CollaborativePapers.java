package attune.app.evaluate.papers;

import attune.algorithms.factor.ImplicitRules;
import attune.algorithms.factor.PairwiseRanking;
import attune.algorithms.graph.RandomWalkItems;
import attune.algorithms.linear.EaseItems;
import attune.app.evaluate.papers.CollaborativePaper.Bars;
import attune.app.evaluate.papers.CollaborativePaper.Terms;
import attune.app.evaluate.papers.Family.Competition;
import java.util.List;

/// The sets of likes without order, with who competes on each.
final class CollaborativePapers {
    private CollaborativePapers() {}

    static Paper gowalla() {
        return new CollaborativePaper(
                new Terms(
                        "gowalla",
                        "cf-gowalla",
                        600,
                        List.of(
                                new Published("LightGCN", 0.1830, 0.1554, "paper"),
                                new Published("GF-CF", 0.1849, 0.1518, "BARS"),
                                new Published("UltraGCN", 0.1862, 0.1580, "BARS"),
                                new Published("BSPM-EM", 0.1920, 0.1597, "paper")),
                        new Bars(0.1862, 0.1560, 0.1930, 0.1600)),
                at -> Split.ofLists(at.resolve("train.txt.gz"), at.resolve("test.txt.gz")),
                ranges -> {
                    Families families = new Families(ranges);
                    return new Competition(
                            List.of(
                                    families.walk(1000, new double[] {0.6, 0.75}, new double[] {0.2, 0.3}),
                                    families.neighborRidge(
                                            100,
                                            new RandomWalkItems.Rules(0.75, 0.2, 100),
                                            new EaseItems.Rules(50, 0.3, 0.5),
                                            new EaseItems.Rules(120, 0.3, 0.5)),
                                    families.linearFilter(1000),
                                    families.squares(
                                            ImplicitRules.of(128, 0.003, 0.01, 8),
                                            ImplicitRules.of(128, 0.003, 0.03, 8))),
                            List.of());
                });
    }

    static Paper ml1m() {
        return new CollaborativePaper(
                new Terms(
                        "ml1m",
                        "cf-ml1m",
                        300,
                        List.of(
                                new Published("UltraGCN", 0.2787, 0.2642, "xue-pai/UltraGCN"),
                                new Published("EASE", 0.2759, 0.2660, "measured elsewhere, tuned on test")),
                        new Bars(0.2775, 0.2670, 0.2850, 0.2750)),
                at -> Split.ofLists(at.resolve("train.txt.gz"), at.resolve("test.txt.gz")),
                ranges -> {
                    Families families = new Families(ranges);
                    return new Competition(
                            List.of(
                                    families.ease(
                                            new double[] {300, 600}, new double[] {0.2, 0.4}, new double[] {0.5, 0.75}),
                                    families.squares(
                                            ImplicitRules.of(64, 0.3, 0.006, 12),
                                            ImplicitRules.of(64, 0.3, 0.012, 12),
                                            ImplicitRules.of(64, 0.6, 0.006, 12)),
                                    families.lowPass(64, 0.5),
                                    families.bm25(200, 100, 0.8),
                                    families.walk(1000, new double[] {1.0}, new double[] {0.6})),
                            List.of());
                });
    }

    static Paper lastfm() {
        return new CollaborativePaper(
                new Terms(
                        "lastfm",
                        "cf-lastfm",
                        300,
                        List.of(new Published("EASE", 0.2599, 0.2053, "measured elsewhere, tuned on test")),
                        new Bars(0.2599, 0.2053, 0.2750, 0.2100)),
                at -> Split.ofPairs(
                        at.resolve("lightgcn_train.tsv.gz"),
                        at.resolve("lightgcn_test.tsv"),
                        at.resolve("lightgcn_trustnetwork.tsv.gz")),
                ranges -> {
                    Families families = new Families(ranges);
                    return new Competition(
                            List.of(
                                    families.walk(4000, new double[] {0.6, 0.7}, new double[] {0.2, 0.3, 0.4}),
                                    families.ease(new double[] {100, 200}, new double[] {0.3, 0.5}, new double[] {0}),
                                    families.squares(
                                            ImplicitRules.of(64, 0.1, 0.01, 12), ImplicitRules.of(64, 0.2, 0.01, 12)),
                                    families.lowPass(64, 0.5),
                                    families.cosine(4000, 5, 20),
                                    families.pairwise(new PairwiseRanking.Rules(32, 0.05, 0.01, 60))),
                            families.friends(0, 0.25, 0.5));
                });
    }
}
