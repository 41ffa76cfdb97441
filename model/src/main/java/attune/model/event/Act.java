package attune.model.event;

/// One row of the act table: what members can do with items. A network adds acts as rows (event
/// `act.defined`), not as classes; the ranker predicts each act it has weights for.
///
/// @param name lower-case words joined by hyphens, such as `like` or `profile-visit`
/// @param unit what an act's value counts
/// @param polarity whether the act speaks for the item or against it
/// @param shown whether the network shows this act to others; only such acts may be told to other members
public record Act(ActId id, String name, Unit unit, Polarity polarity, boolean shown) {
    public Act {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "An act's name is lower-case letters, digits and hyphens, at most 40, not \"" + name + "\".");
        }
    }

    /// What a value counts: occurrences, milliseconds of time spent, or an amount in millionths.
    public enum Unit {
        COUNT,
        MILLIS,
        MICROS
    }

    /// For the item, against it, or neither.
    public enum Polarity {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }
}
