package attune.model.policy;

/// What may be done with an item for one viewer. The strictest rule wins.
public sealed interface Verdict {
    Verdict ALLOW = new Allow();

    record Allow() implements Verdict {}

    /// Shown behind a notice.
    record Warn(Label label) implements Verdict {}

    /// Shown to those who follow the author, never proposed to others.
    record Limit(Label label, Reason reason) implements Verdict {}

    record Drop(Label label, Reason reason) implements Verdict {}
}
