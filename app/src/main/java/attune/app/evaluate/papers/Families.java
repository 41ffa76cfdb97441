package attune.app.evaluate.papers;

import attune.algorithms.collaborative.ItemScorer;
import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.factor.ImplicitRules;
import attune.algorithms.factor.ImplicitSquares;
import attune.algorithms.factor.PairwiseRanking;
import attune.algorithms.graph.FriendDiffusion;
import attune.algorithms.graph.LinearFilter;
import attune.algorithms.graph.LowPassItems;
import attune.algorithms.graph.RandomWalkItems;
import attune.algorithms.linear.EaseItems;
import attune.algorithms.linear.NeighborRidgeItems;
import attune.algorithms.neighbor.NeighborItems;
import attune.app.evaluate.papers.Family.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/// The recommenders of `algorithms` with the small grids they are tuned over.
final class Families {
    private static final long SEED = 20_261_125;
    private static final int ROUNDS = 5;

    private final Ranges ranges;

    Families(Ranges ranges) {
        this.ranges = ranges;
    }

    /// Two hops of random walks.
    Family walk(int most, double[] alphas, double[] betas) {
        List<Setting> settings = new ArrayList<>();
        for (double alpha : alphas) {
            for (double beta : betas) {
                RandomWalkItems.Rules rules = new RandomWalkItems.Rules(alpha, beta, most);
                settings.add(of(
                        "alpha %.2f beta %.2f edges %d".formatted(alpha, beta, most),
                        likes -> RandomWalkItems.fit(likes, rules, ranges)));
            }
        }
        return new Family("walk", List.copyOf(settings));
    }

    Family ease(double[] ridges, double[] dropouts, double[] exponents) {
        List<Setting> settings = new ArrayList<>();
        for (double ridge : ridges) {
            for (double dropout : dropouts) {
                for (double exponent : exponents) {
                    EaseItems.Rules rules = new EaseItems.Rules(ridge, dropout, exponent);
                    settings.add(of(
                            "ridge %.0f dropout %.2f members %.2f".formatted(ridge, dropout, exponent),
                            likes -> EaseItems.fit(likes, rules, ranges)));
                }
            }
        }
        return new Family("ease", List.copyOf(settings));
    }

    /// Ridge regressions on the nearest items by random walks.
    Family neighborRidge(int most, RandomWalkItems.Rules walk, EaseItems.Rules... grid) {
        List<Setting> settings = new ArrayList<>();
        for (EaseItems.Rules rules : grid) {
            settings.add(of(
                    "neighbours %d ridge %.1f dropout %.2f members %.2f"
                            .formatted(most, rules.ridge(), rules.dropout(), rules.memberExponent()),
                    likes -> NeighborRidgeItems.fit(
                            likes, RandomWalkItems.fit(likes, walk, ranges), most, rules, ranges)));
        }
        return new Family("ridge", List.copyOf(settings));
    }

    /// Cosine of co-likes.
    Family cosine(int most, double... shrinkages) {
        List<Setting> settings = new ArrayList<>();
        for (double shrinkage : shrinkages) {
            settings.add(of(
                    "shrinkage %.0f neighbours %d".formatted(shrinkage, most),
                    likes -> NeighborItems.cosine(likes, shrinkage, most, ranges)));
        }
        return new Family("cosine", List.copyOf(settings));
    }

    Family bm25(int most, double saturation, double... lengths) {
        List<Setting> settings = new ArrayList<>();
        for (double length : lengths) {
            settings.add(of(
                    "saturation %.1f length %.2f neighbours %d".formatted(saturation, length, most),
                    likes -> NeighborItems.bm25(likes, saturation, length, most, ranges)));
        }
        return new Family("bm25", List.copyOf(settings));
    }

    Family linearFilter(int most) {
        return Family.of("linear", of("edges %d".formatted(most), likes -> LinearFilter.fit(likes, most, ranges)));
    }

    Family lowPass(int rank, double... sharpenings) {
        List<Setting> settings = new ArrayList<>();
        for (double sharpening : sharpenings) {
            LowPassItems.Rules rules = new LowPassItems.Rules(rank, sharpening, ROUNDS);
            settings.add(of(
                    "rank %d sharpen %.2f".formatted(rank, sharpening),
                    likes -> LowPassItems.fit(likes, rules, new SplittableRandom(SEED), ranges)));
        }
        return new Family("lowpass", List.copyOf(settings));
    }

    Family squares(ImplicitRules... grid) {
        List<Setting> settings = new ArrayList<>();
        for (ImplicitRules rules : grid) {
            settings.add(of(
                    "factors %d unobserved %.3f ridge %.4f epochs %d"
                            .formatted(rules.factors(), rules.unobserved(), rules.ridge(), rules.epochs()),
                    likes -> ImplicitSquares.fit(likes, rules, new SplittableRandom(SEED), ranges)));
        }
        return new Family("als", List.copyOf(settings));
    }

    /// The baseline that most products ship.
    Family pairwise(PairwiseRanking.Rules... grid) {
        List<Setting> settings = new ArrayList<>();
        for (PairwiseRanking.Rules rules : grid) {
            settings.add(new Setting(
                    "factors %d rate %.2f ridge %.4f epochs %d"
                            .formatted(rules.factors(), rules.rate(), rules.ridge(), rules.epochs()),
                    split -> PairwiseRanking.fit(split.train(), rules, new SplittableRandom(SEED))));
        }
        return new Family("bpr", List.copyOf(settings));
    }

    /// What friends like, one family for each setting: alone they are weak, so only their gain in a blend tells
    /// which
    /// is best.
    List<Family> friends(double... betas) {
        List<Family> families = new ArrayList<>();
        for (double beta : betas) {
            Setting setting = new Setting(
                    "beta %.2f".formatted(beta), split -> FriendDiffusion.likes(split.train(), split.friends(), beta));
            families.add(Family.of("friends-%.2f".formatted(beta), setting));
        }
        return List.copyOf(families);
    }

    private static Setting of(String words, Function<Likes, ItemScorer> fit) {
        return new Setting(words, split -> fit.apply(split.train()).over(split.train()));
    }
}
