package attune.algorithms.sequence;

/// Scores all items as what follows a history whose order counts.
@FunctionalInterface
public interface HistoryScorer {

    /// Overwrites the front of `scores`, one number an item, with how likely each comes next: higher is likelier,
    /// never
    /// NaN. What is in the history is scored like the rest.
    void score(ActSequence history, float[] scores);
}
