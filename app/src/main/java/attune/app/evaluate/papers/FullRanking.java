package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Blend;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.collaborative.Ranges;
import attune.algorithms.rank.TopK;
import attune.statistics.inference.Means;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;
import java.util.Arrays;
import java.util.List;

/// The papers' protocol: every item a member does not have is ranked, the first K count, members are averaged. Sampled
/// negatives are not offered: they reorder the contestants (Krichene and Rendle, KDD 2020).
///
/// Recall@K is `hits / wanted`, nDCG@K has binary gains and the ideal of min(K, wanted) items, as in LightGCN's code.
public final class FullRanking {
    private final Split split;
    private final int[] members;
    private final int k;
    private final Ranges ranges;

    /// @param members whom to ask, each with something to find
    public FullRanking(Split split, int[] members, int k, Ranges ranges) {
        this.split = split;
        this.members = members.clone();
        this.k = k;
        this.ranges = ranges;
    }

    /// Recall and nDCG of each member asked, in the order they were given.
    public record Measured(double[] recall, double[] ndcg) {
        public double meanRecall() {
            return Means.mean(recall);
        }

        public double meanNdcg() {
            return Means.mean(ndcg);
        }

        /// What settings are chosen by: both figures count alike.
        double merit() {
            return meanRecall() + meanNdcg();
        }

        @Override
        public String toString() {
            return "recall %.4f, nDCG %.4f".formatted(meanRecall(), meanNdcg());
        }
    }

    public Measured of(MemberScorer scorer) {
        return ofBlends(new MemberScorer[] {scorer}, new double[][] {{1}}).getFirst();
    }

    /// Many weightings of the same parts at once: each part scores a member once.
    ///
    /// @param weightings rows of one weight per part
    public List<Measured> ofBlends(MemberScorer[] parts, double[][] weightings) {
        double[][] recall = new double[weightings.length][members.length];
        double[][] ndcg = new double[weightings.length][members.length];
        ranges.each(members.length, (from, to) -> {
            float[][] scores = new float[parts.length][split.train().items()];
            float[] sum = new float[split.train().items()];
            for (int index = from; index < to; index++) {
                int member = members[index];
                for (int part = 0; part < parts.length; part++) parts[part].score(member, scores[part]);
                for (int row = 0; row < weightings.length; row++) {
                    int[] ranks = ranks(blend(scores, weightings[row], sum), member);
                    recall[row][index] = RankingMeasures.recall(ranks, k);
                    ndcg[row][index] = RankingMeasures.ndcg(ranks, k);
                }
            }
        });
        Measured[] measured = new Measured[weightings.length];
        for (int row = 0; row < measured.length; row++) measured[row] = new Measured(recall[row], ndcg[row]);
        return List.of(measured);
    }

    private static float[] blend(float[][] scores, double[] weights, float[] sum) {
        if (scores.length == 1) return scores[0];
        Arrays.fill(sum, 0);
        for (int part = 0; part < scores.length; part++) {
            if (weights[part] != 0) Blend.addScaled(scores[part], (float) weights[part], sum);
        }
        return sum;
    }

    /// Ranks of what is wanted among the first K unseen; what lies beyond is unranked. Overwrites the scores of
    /// what
    /// was seen.
    private int[] ranks(float[] scores, int member) {
        for (int item : split.train().of(member)) scores[item] = Float.NEGATIVE_INFINITY;
        TopK best = new TopK(Math.min(k, scores.length));
        for (int item = 0; item < scores.length; item++) best.offer(item, scores[item]);
        int[] wanted = split.test().of(member);
        Arrays.sort(wanted);
        int[] ranks = new int[wanted.length];
        Arrays.fill(ranks, Ranks.UNRANKED);
        int hits = 0;
        int[] first = best.drain().ids();
        for (int position = 0; position < first.length; position++) {
            boolean unseen = scores[first[position]] != Float.NEGATIVE_INFINITY;
            if (unseen && Arrays.binarySearch(wanted, first[position]) >= 0) ranks[hits++] = position + 1;
        }
        return ranks;
    }
}
