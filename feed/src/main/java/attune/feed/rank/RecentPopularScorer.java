package attune.feed.rank;

import attune.feed.stage.Heat;
import attune.feed.stage.ItemFacts;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;

/// The score of the feed that does not profile: new, engaged with by many, from people I chose to follow.
/// Nothing in it depends on what the viewer did.
public final class RecentPopularScorer implements Stage.Scorer {
    private static final double FOLLOWED = 1.0;
    private static final double FRESH = 1.0;
    private static final double POPULAR = 0.15;
    private static final Spec SPEC = Spec.of("recent-popular", "Followed, recent and popular, in public proportions.")
            .serving(Purpose.AGGREGATE)
            .reading(ItemFacts.IN_NETWORK, Heat.FRESHNESS, Heat.POPULARITY)
            .writing(Score.COLUMN);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void score(Query query, Candidates rows) {
        float[] inNetwork = rows.floats(ItemFacts.IN_NETWORK);
        float[] freshness = rows.floats(Heat.FRESHNESS);
        float[] popularity = rows.floats(Heat.POPULARITY);
        float[] score = rows.floats(Score.COLUMN);
        for (int row = 0; row < rows.size(); row++) {
            score[row] = (float) (FOLLOWED * inNetwork[row] + FRESH * freshness[row] + POPULAR * popularity[row]);
        }
    }
}
