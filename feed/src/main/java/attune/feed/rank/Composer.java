package attune.feed.rank;

import attune.feed.stage.ItemFacts;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Composes the slate, greedily: best value next, where the value falls with every earlier entry of the same author and
/// topic, strangers may fill only their share, and every so often a slot explores a fresh post with a known chance.
///
/// All that depends on neighbours is here, so that scores need not. Author decay has the form X published
/// (floor + (1 − floor) · base^k). Scores may be negative: a multiplier below 1 would lift those, so decay divides them.
/// Time O(limit · rows).
public final class Composer implements Stage.Selector {
    private static final Spec SPEC = Spec.of("composer", "Author and topic variety, strangers' share, exploration slots.")
            .serving(Purpose.AGGREGATE)
            .reading(Score.COLUMN, ItemFacts.AUTHOR, ItemFacts.TOPIC, ItemFacts.IN_NETWORK);

    private final Rules rules;
    private final int freshSource;

    /// @param authorBase factor for the second entry of an author, down to `authorFloor` for many
    /// @param topicBase the same for topics, down to `topicFloor`
    /// @param outsideShare of a slate, strangers fill at most this share while followed authors have entries left
    /// @param exploreEvery one slot in so many explores; 0 switches exploration off
    /// @param explorePool best fresh posts among which an exploration slot draws, each with the same chance
    public record Rules(
            double authorBase, double authorFloor, double topicBase, double topicFloor, double outsideShare,
            int exploreEvery, int explorePool) {
        public static final Rules USUAL = new Rules(0.5, 0.25, 0.85, 0.5, 0.5, 10, 20);

        public Rules {
            if (!(outsideShare >= 0 && outsideShare <= 1)) throw new IllegalArgumentException("A share lies in [0, 1].");
            if (exploreEvery < 0 || explorePool < 1) throw new IllegalArgumentException("Exploration needs a pool.");
        }
    }

    /// @param freshSource the index of the fresh source in its pipeline, or −1 if it has none
    public Composer(Rules rules, int freshSource) {
        this.rules = rules;
        this.freshSource = freshSource;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void select(Query query, Candidates rows, Selection into) {
        new Composition(query, rows, into).compose();
    }

    private final class Composition {
        private final Candidates rows;
        private final Selection into;
        private final SplittableRandom chance;
        private final float[] score;
        private final int[] author;
        private final int[] topic;
        private final float[] inNetwork;
        private final boolean[] used;
        private final Map<Integer, Integer> authorTimes = new HashMap<>();
        private final Map<Integer, Integer> topicTimes = new HashMap<>();
        private int outside;

        Composition(Query query, Candidates rows, Selection into) {
            this.rows = rows;
            this.into = into;
            this.chance = query.chance("composer");
            this.score = rows.floats(Score.COLUMN);
            this.author = rows.ints(ItemFacts.AUTHOR);
            this.topic = rows.ints(ItemFacts.TOPIC);
            this.inNetwork = rows.floats(ItemFacts.IN_NETWORK);
            this.used = new boolean[rows.size()];
        }

        void compose() {
            while (!into.full()) {
                int position = into.size();
                boolean explores = rules.exploreEvery() > 0 && (position + 1) % rules.exploreEvery() == 0;
                if (explores && explore()) continue;
                int row = best(outside < rules.outsideShare() * (position + 1));
                if (row < 0) row = best(true);
                if (row < 0) return;
                take(row, 1f, false);
            }
        }

        private int best(boolean strangersToo) {
            int best = -1;
            double bestValue = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < rows.size(); row++) {
                if (used[row] || (!strangersToo && inNetwork[row] == 0)) continue;
                double value = value(row);
                if (value > bestValue || (value == bestValue && rows.item(row) < rows.item(best))) {
                    best = row;
                    bestValue = value;
                }
            }
            return best;
        }

        private double value(int row) {
            double factor = decay(rules.authorBase(), rules.authorFloor(), authorTimes.getOrDefault(author[row], 0));
            if (topic[row] >= 0) {
                factor *= decay(rules.topicBase(), rules.topicFloor(), topicTimes.getOrDefault(topic[row], 0));
            }
            return score[row] >= 0 ? score[row] * factor : score[row] / factor;
        }

        private static double decay(double base, double floor, int times) {
            return floor + (1 - floor) * Math.pow(base, times);
        }

        /// Draws one of the best fresh posts by strangers; each of the pool has the same chance, which is logged.
        private boolean explore() {
            if (freshSource < 0) return false;
            int[] pool = new int[rules.explorePool()];
            int size = 0;
            for (int row = 0; row < rows.size(); row++) {
                if (used[row] || (rows.sources(row) & (1L << freshSource)) == 0) continue;
                int place = Math.min(size, pool.length);
                while (place > 0 && score[pool[place - 1]] < score[row]) place--;
                if (place == pool.length) continue;
                System.arraycopy(pool, place, pool, place + 1, Math.min(size, pool.length - 1) - place);
                pool[place] = row;
                size = Math.min(size + 1, pool.length);
            }
            if (size == 0) return false;
            take(pool[chance.nextInt(size)], 1f / size, true);
            return true;
        }

        private void take(int row, float propensity, boolean exploration) {
            used[row] = true;
            authorTimes.merge(author[row], 1, Integer::sum);
            if (topic[row] >= 0) topicTimes.merge(topic[row], 1, Integer::sum);
            if (inNetwork[row] == 0) outside++;
            into.add(row, propensity, exploration);
        }
    }
}
