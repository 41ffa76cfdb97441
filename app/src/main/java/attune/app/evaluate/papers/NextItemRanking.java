package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Ranges;
import attune.algorithms.sequence.ActSequence;
import attune.algorithms.sequence.HistoryScorer;
import attune.statistics.inference.Means;
import attune.statistics.measure.RankingMeasures;
import attune.statistics.measure.Ranks;
import java.util.BitSet;
import java.util.function.Supplier;

/// Full ranking of the one item that was left out, among all items its member had not met before it.
///
/// A target that was met before is a miss for everybody. Hit rate and nDCG at 10, as in SASRec's tables; with one
/// wanted
/// item the hit rate is the recall.
final class NextItemRanking {
    static final int K = 10;

    private final SequenceSplit split;
    private final int newest;
    private final int[] members;
    private final Ranges ranges;

    /// @param newest which act is asked for: 1 the last one (the test), 2 the one before it (validation)
    NextItemRanking(SequenceSplit split, int newest, int[] members, Ranges ranges) {
        this.split = split;
        this.newest = newest;
        this.members = members.clone();
        this.ranges = ranges;
    }

    /// Of each member asked.
    record Measured(double[] hits, double[] ndcg) {
        double meanHits() {
            return Means.mean(hits);
        }

        double meanNdcg() {
            return Means.mean(ndcg);
        }

        @Override
        public String toString() {
            return "HR@10 %.4f, nDCG@10 %.4f".formatted(meanHits(), meanNdcg());
        }
    }

    /// @param scorers makes a scorer for one range, which is read by one thread
    Measured of(Supplier<HistoryScorer> scorers) {
        double[] hits = new double[members.length];
        double[] ndcg = new double[members.length];
        ranges.each(members.length, (from, to) -> {
            HistoryScorer scorer = scorers.get();
            float[] scores = new float[split.items()];
            for (int index = from; index < to; index++) {
                ActSequence acts = split.whole().get(members[index]);
                int place = acts.length() - newest;
                ActSequence history = acts.part(0, place);
                scorer.score(history, scores);
                BitSet met = new BitSet(split.items());
                for (int item : history.items()) met.set(item);
                int[] ranks = Ranks.full(scores, met, new int[] {acts.items()[place]});
                hits[index] = RankingMeasures.hitRate(ranks, K);
                ndcg[index] = RankingMeasures.ndcg(ranks, K);
            }
        });
        return new Measured(hits, ndcg);
    }
}
