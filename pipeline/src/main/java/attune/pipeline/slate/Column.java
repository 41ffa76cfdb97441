package attune.pipeline.slate;

import attune.model.policy.Purpose;

/// A typed value per candidate, with one declared producer. Names are unique within a pipeline and appear
/// in traces.
///
/// Values are held as primitive arrays; the record itself is only the key.
public sealed interface Column {
    String name();

    /// What the number means: `probability`, `millis`, `member`, `share`.
    String unit();

    /// Why the datum is used. A pipeline assembled without that purpose refuses the column.
    Purpose purpose();

    record Floats(String name, String unit, Purpose purpose) implements Column {}

    record Ints(String name, String unit, Purpose purpose) implements Column {}

    record Longs(String name, String unit, Purpose purpose) implements Column {}
}
