package attune.app.evaluate;

import attune.algorithms.graph.Adjacency;
import attune.algorithms.graph.BipartiteWalk;
import attune.algorithms.graph.WalkRules;
import attune.algorithms.rank.Ranked;

/// Chooses the exponents of the co-engagement walk on a validation part. They depend on how concentrated a network's
/// attention is: a catalogue of old favourites wants popular items discounted more than a stream of new posts does.
final class WalkChoice {
    private static final double[] ALPHAS = {0.5, 0.6, 0.7, 0.9};
    private static final double[] BETAS = {0.1, 0.2, 0.3, 0.35, 0.4};

    private WalkChoice() {}

    private record Edges(Sets sets) implements Adjacency {
        @Override
        public int degree(int node) {
            return sets.rows()[node].length;
        }

        @Override
        public int neighbor(int node, int k) {
            return sets.rows()[node][k];
        }
    }

    static WalkRules tune(Sets fit, Sets validation) {
        Edges itemsOf = new Edges(fit);
        Edges membersOf = new Edges(fit.transposed());
        WalkRules best = WalkRules.USUAL;
        double bestNdcg = -1;
        for (double alpha : ALPHAS) {
            for (double beta : BETAS) {
                WalkRules rules = WalkRules.exact(alpha, beta);
                BipartiteWalk walk = new BipartiteWalk(rules);
                double ndcg = CoLikes.ndcg(fit, validation, (member, scores) -> {
                    Ranked ranked = walk.walk(member, itemsOf, membersOf, fit.items(), item -> true);
                    for (int position = 0; position < ranked.size(); position++) {
                        scores[ranked.id(position)] = ranked.score(position);
                    }
                });
                if (ndcg > bestNdcg) {
                    bestNdcg = ndcg;
                    best = rules;
                }
            }
        }
        return best;
    }
}
