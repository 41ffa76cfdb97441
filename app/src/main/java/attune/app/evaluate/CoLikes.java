package attune.app.evaluate;

import attune.algorithms.neighbor.CosineItems;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;

/// The pinned baseline "cosine co-like": items liked by the same members, with shrinkage and neighbourhood chosen on a
/// validation part, so that it is beaten at its best or not at all.
final class CoLikes {
    private static final double[] SHRINKAGES = {0, 2, 5, 10, 20};
    private static final int[] NEIGHBOURS = {100, 200, Integer.MAX_VALUE};

    private CoLikes() {}

    /// @param neighbours kept per item
    record Settings(double shrinkage, int neighbours) {
        static final Settings USUAL = new Settings(5, Integer.MAX_VALUE);
    }

    static CosineItems fit(Sets likes, Settings settings) {
        int[] starts = new int[likes.members() + 1];
        int[] items = new int[likes.size()];
        for (int member = 0; member < likes.members(); member++) {
            int[] row = likes.rows()[member];
            System.arraycopy(row, 0, items, starts[member], row.length);
            starts[member + 1] = starts[member] + row.length;
        }
        return CosineItems.fit(likes.items(), starts, items, settings.shrinkage(), settings.neighbours());
    }

    /// The settings of highest mean nDCG@20 on the validation part.
    static Settings tune(Sets fit, Sets validation) {
        Settings best = Settings.USUAL;
        double bestNdcg = -1;
        for (double shrinkage : SHRINKAGES) {
            for (int neighbours : NEIGHBOURS) {
                Settings settings = new Settings(shrinkage, neighbours);
                CosineItems items = fit(fit, settings);
                double ndcg = ndcg(fit, validation, (member, scores) -> items.score(fit.rows()[member], scores));
                if (ndcg > bestNdcg) {
                    bestNdcg = ndcg;
                    best = settings;
                }
            }
        }
        return best;
    }

    /// Scores all items for a member; `scores` come in as zeros.
    @FunctionalInterface
    interface Scoring {
        void score(int member, float[] scores);
    }

    /// Mean nDCG@20 over members with something to find, full ranking over what they do not have.
    static double ndcg(Sets known, Sets wanted, Scoring scoring) {
        double sum = 0;
        int members = 0;
        for (int member = 0; member < known.members(); member++) {
            if (wanted.rows()[member].length == 0) continue;
            float[] scores = new float[known.items()];
            scoring.score(member, scores);
            sum += RankingMeasures.ndcg(Ranks.full(scores, known.bits(member), wanted.rows()[member]), 20);
            members++;
        }
        return sum / Math.max(1, members);
    }
}
