package attune.feed.rank;

import attune.feed.stage.ItemFacts;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;

/// Newest first: the score is minus the age in hours.
public final class NewestScorer implements Stage.Scorer {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final Spec SPEC = Spec.of("newest", "Newest first.")
            .serving(Purpose.AGGREGATE)
            .reading(ItemFacts.PUBLISHED)
            .writing(Score.COLUMN);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void score(Query query, Candidates rows) {
        long[] published = rows.longs(ItemFacts.PUBLISHED);
        float[] score = rows.floats(Score.COLUMN);
        for (int row = 0; row < rows.size(); row++) {
            score[row] = (float) ((published[row] - query.nowMillis()) / MILLIS_PER_HOUR);
        }
    }
}
