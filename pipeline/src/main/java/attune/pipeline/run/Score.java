package attune.pipeline.run;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Column;

/// The one column every ranking pipeline shares: what selectors order by. Higher is better.
public final class Score {
    public static final Column.Floats COLUMN = new Column.Floats("score", "value", Purpose.AGGREGATE);

    private Score() {}
}
