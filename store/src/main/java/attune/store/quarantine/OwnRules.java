package attune.store.quarantine;

import java.util.Optional;

/// The rules about what one member does by themselves: sums in a [Pace] against what is allowed. Pure.
final class OwnRules {
    private static final long HOUR = 3_600_000;
    private static final int FEWEST_DWELLS = 10;

    private final Thresholds.Floods floods;
    private final Thresholds.Times times;
    private final Thresholds.Habits habits;

    OwnRules(Thresholds allowed) {
        this.floods = allowed.floods();
        this.times = allowed.times();
        this.habits = allowed.habits();
    }

    /// What a rule found.
    ///
    /// @param sinceMillis from when on acts are to be held
    record Suspicion(Rule rule, long sinceMillis, long observed, long limit) {}

    private static Optional<Suspicion> found(Rule rule, Pace pace, long observed, long limit) {
        return Optional.of(new Suspicion(rule, pace.sittingMillis, observed, limit));
    }

    Optional<Suspicion> afterImpression(Pace pace) {
        int limit = floods.impressionsPerMinute();
        return pace.seenInMinute > limit
                ? found(Rule.FLOOD_IMPRESSIONS, pace, pace.seenInMinute, limit)
                : Optional.empty();
    }

    Optional<Suspicion> afterDwell(Pace pace) {
        long limit = times.dwellPerHour().toMillis();
        if (pace.dwellsInHour < FEWEST_DWELLS || pace.dwellInHourMillis <= limit) return Optional.empty();
        return found(
                Rule.DWELL_BEYOND_TIME,
                pace,
                pace.dwellInHourMillis / 60_000,
                times.dwellPerHour().toMinutes());
    }

    Optional<Suspicion> afterUntimely(Pace pace) {
        int limit = times.facts();
        if (pace.beforePublished >= limit)
            return Optional.of(
                    new Suspicion(Rule.BEFORE_PUBLISHED, pace.untimelySinceMillis, pace.beforePublished, limit));
        if (pace.beforeJoined >= limit)
            return Optional.of(new Suspicion(Rule.BEFORE_JOINED, pace.untimelySinceMillis, pace.beforeJoined, limit));
        return Optional.empty();
    }

    /// @param seeing whether the source of the act tells what was on the screen
    Optional<Suspicion> afterAct(Pace pace, boolean seeing) {
        if (pace.actsInMinute > floods.actsPerMinute())
            return found(Rule.FLOOD_MINUTE, pace, pace.actsInMinute, floods.actsPerMinute());
        if (pace.actsInHour > floods.actsPerHour())
            return found(Rule.FLOOD_HOUR, pace, pace.actsInHour, floods.actsPerHour());
        if (pace.arrivedInHour > floods.arrivalsPerHour())
            return found(Rule.FLOOD_ARRIVALS, pace, pace.arrivedInHour, floods.arrivalsPerHour());
        if (pace.itemsAtOnce > times.itemsAtOnce())
            return found(Rule.SAME_MOMENT, pace, pace.itemsAtOnce, times.itemsAtOnce());
        return habit(pace, seeing);
    }

    private Optional<Suspicion> habit(Pace pace, boolean seeing) {
        if (pace.gaps() >= habits.gaps() && pace.variation() < habits.variation())
            return found(
                    Rule.METRONOME, pace, Math.round(pace.variation() * 1000), Math.round(habits.variation() * 1000));
        if (pace.hoursInARow() >= habits.hoursInARow()) {
            long since = pace.lastHourMillis() - (pace.hoursInARow() - 1) * HOUR;
            return Optional.of(new Suspicion(Rule.ROUND_THE_CLOCK, since, pace.hoursInARow(), habits.hoursInARow()));
        }
        if (seeing && pace.acts >= habits.unseenActs() && pace.unseen >= habits.unseenShare() * pace.acts)
            return found(Rule.UNSEEN, pace, 100L * pace.unseen / pace.acts, Math.round(100 * habits.unseenShare()));
        if (pace.impressions >= habits.impressions() && pace.likes >= habits.likedShare() * pace.impressions)
            return found(
                    Rule.LIKES_EVERYTHING,
                    pace,
                    100L * pace.likes / pace.impressions,
                    Math.round(100 * habits.likedShare()));
        return Optional.empty();
    }
}
