package attune.feed.rank;

import attune.algorithms.rank.TopK;
import attune.model.policy.Purpose;
import attune.pipeline.run.Score;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;

/// Best score first, nothing else: for the chronological surface and for evaluation.
public final class ByScore implements Stage.Selector {
    private static final Spec SPEC =
            Spec.of("by-score", "Best score first.").serving(Purpose.AGGREGATE).reading(Score.COLUMN);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void select(Query query, Candidates rows, Selection into) {
        for (int row : TopK.rows(rows.floats(Score.COLUMN), rows.size(), into.limit())) into.add(row);
    }
}
