package attune.learning.feature;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Column;

/// A column a model reads, with the sentences that tell a member what it stands for. Training and serving
/// read the same column, filled by the same hydrator, so they cannot drift apart.
///
/// @param inFavour told when it raised the score, such as "You often like posts by this author."
/// @param against told when it lowered the score
public record Feature(Column.Floats column, String inFavour, String against) {
    public String name() {
        return column.name();
    }

    public Purpose purpose() {
        return column.purpose();
    }
}
