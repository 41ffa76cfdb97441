package attune.store.quarantine;

import java.time.Duration;
import java.util.Set;

/// What the rules allow. Changing them changes what is noticed from now on, never what the log says.
///
/// @param historySources sources that state bulk history, such as an import: no rule watches them
/// @param off rules that do not place
/// @param watchedMembers for how many members at once recent acts are kept; beyond, whoever acted longest ago is let go
/// @param trust how long, after a person released a member, the rule that had placed leaves that member alone
public record Thresholds(
        Floods floods,
        Times times,
        Habits habits,
        Together together,
        Set<String> historySources,
        Set<Rule> off,
        int watchedMembers,
        Duration trust) {
    /// Chosen so that the town's members and the raters of MovieLens pass (docs/measurements/quarantine.md).
    public static final Thresholds USUAL = new Thresholds(
            new Floods(120, 900, 600, 3_000),
            new Times(Duration.ofMinutes(10), 3, Duration.ofHours(6), 60),
            new Habits(40, 0.1, 30, 30, 0.95, 200, 0.95),
            new Together(8, 5, Duration.ofHours(24), 20, Duration.ofHours(1)),
            Set.of("import"),
            Set.of(),
            65_536,
            Duration.ofDays(30));

    public Thresholds {
        historySources = Set.copyOf(historySources);
        off = Set.copyOf(off);
        if (watchedMembers < 64) throw new IllegalArgumentException("At least 64 members are watched.");
    }

    /// Beyond a hand's pace: per member, and for each what is allowed. The first three go by when things
    /// happened, the last by when they arrived, loosely, because phones send late.
    public record Floods(int actsPerMinute, int actsPerHour, int impressionsPerMinute, int arrivalsPerHour) {}

    /// Times that cannot be.
    ///
    /// @param tolerance how far clocks may differ
    /// @param facts so many of one kind within a day are held; one alone is a slip
    /// @param dwellPerHour how much dwell one hour may hold, several screens included
    /// @param itemsAtOnce how many items may be acted on in the same millisecond, as when a page is sent at once
    public record Times(Duration tolerance, int facts, Duration dwellPerHour, int itemsAtOnce) {}

    /// What no habit of a person's looks like.
    ///
    /// @param gaps so many pauses in one sitting are compared; `variation` is how little of their mean they may
    /// vary by
    /// @param hoursInARow nobody acts in each of so many
    /// @param unseenActs so many acts of a sitting, and `unseenShare` of them, on items never impressed
    /// @param impressions after so many, having liked `likedShare` of them
    public record Habits(
            int gaps,
            double variation,
            int hoursInARow,
            int unseenActs,
            double unseenShare,
            int impressions,
            double likedShare) {}

    /// What only accounts in one hand do.
    ///
    /// @param steps so many shown acts in the same order make a sequence
    /// @param inStep so many members with the same sequence, `within` this time
    /// @param burst so many accounts younger than `young` on one item within ten minutes
    public record Together(int steps, int inStep, Duration within, int burst, Duration young) {
        public Together {
            if (steps < 4 || inStep < 2 || burst < 2) {
                throw new IllegalArgumentException("A sequence has at least 4 steps, a group at least 2 members.");
            }
        }
    }

    /// The same without these rules.
    public Thresholds without(Set<Rule> rules) {
        return new Thresholds(floods, times, habits, together, historySources, rules, watchedMembers, trust);
    }
}
