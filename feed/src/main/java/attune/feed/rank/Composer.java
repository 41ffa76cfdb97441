package attune.feed.rank;

import attune.algorithms.bandit.Choice;
import attune.algorithms.bandit.Exploration;
import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.SlateRules;
import attune.algorithms.rank.SlateSelector;
import attune.algorithms.rank.TopK;
import attune.feed.stage.ItemFacts;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.SplittableRandom;

/// Composes the slate: variety of authors and topics and the strangers' share by [SlateSelector], and
/// every so often a slot that explores a fresh post with a known chance. All that depends on neighbours is
/// here, so that scores need not.
public final class Composer implements Stage.Selector {
    private static final Spec SPEC = Spec.of(
                    "composer", "Author and topic variety, strangers' share, exploration slots.")
            .serving(Purpose.AGGREGATE)
            .reading(Score.COLUMN, ItemFacts.AUTHOR, ItemFacts.TOPIC, ItemFacts.IN_NETWORK);

    private final SlateRules rules;
    private final Exploring exploring;

    /// How slots explore.
    ///
    /// @param source index of the fresh source in its pipeline
    /// @param every one slot in so many explores; 0 switches it off
    /// @param pool best fresh posts among which a slot draws, each with the same chance
    public record Exploring(int source, int every, int pool) {
        public static final Exploring OFF = new Exploring(0, 0, 1);

        public Exploring {
            if (every < 0 || pool < 1) throw new IllegalArgumentException("Exploration needs a pool, and a rhythm.");
        }

        boolean at(int position) {
            return every > 0 && (position + 1) % every == 0;
        }
    }

    public Composer(SlateRules rules, Exploring exploring) {
        this.rules = rules;
        this.exploring = exploring;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void select(Query query, Candidates rows, Selection into) {
        Ranked ranked = rank(rows, into.limit());
        SplittableRandom chance = query.chance("composer");
        boolean[] used = new boolean[rows.size()];
        for (int next = 0; next < ranked.size() && !into.full(); ) {
            if (exploring.at(into.size()) && explore(rows, used, chance, into)) continue;
            int row = ranked.id(next++);
            if (used[row]) continue;
            used[row] = true;
            into.add(row);
        }
    }

    private Ranked rank(Candidates rows, int limit) {
        int n = rows.size();
        float[] inNetwork = rows.floats(ItemFacts.IN_NETWORK);
        boolean[] inside = new boolean[n];
        for (int row = 0; row < n; row++) inside[row] = inNetwork[row] != 0;
        return SlateSelector.select(
                rows.floats(Score.COLUMN),
                rows.ints(ItemFacts.AUTHOR),
                rows.ints(ItemFacts.TOPIC),
                inside,
                n,
                limit,
                rules);
    }

    /// Draws one of the best fresh posts not yet in the slate; all of the pool have the same chance, which
    /// is logged.
    private boolean explore(Candidates rows, boolean[] used, SplittableRandom chance, Selection into) {
        float[] score = rows.floats(Score.COLUMN);
        TopK pool = new TopK(exploring.pool());
        for (int row = 0; row < rows.size(); row++) {
            if (!used[row] && (rows.sources(row) & (1L << exploring.source())) != 0) pool.offer(row, score[row]);
        }
        int[] fresh = pool.drain().ids();
        if (fresh.length == 0) return false;
        Choice choice = Exploration.uniform(fresh.length, chance);
        int row = fresh[choice.index()];
        used[row] = true;
        into.add(row, (float) choice.propensity(), true);
        return true;
    }
}
