package attune.town;

import attune.town.behaviour.Behaviour;
import java.time.Duration;
import java.time.Instant;

/// What a town is made from: the same plan and the same slates give the same events, to the letter.
///
/// @param seed of all chance (SplitMix64 streams, see `attune.town.chance.Chance`)
/// @param members who live there at `start`; newcomers come on top
/// @param start virtual time at which the network takes over and slates are asked for
/// @param historyDays how many days of posts and acts lie before `start`, made without any ranking
/// @param historyShare the share of past sessions that is told, in (0, 1], so that a history is ingested within
/// seconds
public record TownPlan(
        long seed, int members, Instant start, Behaviour behaviour, int historyDays, double historyShare) {
    public TownPlan {
        if (members < 2 || historyDays < 0 || historyShare <= 0 || historyShare > 1) {
            throw new IllegalArgumentException(
                    "A town needs at least 2 members, historyDays >= 0 and historyShare in (0, 1], not " + members
                            + ", " + historyDays + " and " + historyShare + ".");
        }
    }

    /// The town of the demo: six days of history, one past session in five told.
    public static TownPlan of(long seed, int members, Instant start) {
        return new TownPlan(seed, members, start, Behaviour.standard(), 6, 0.2);
    }

    public TownPlan behaving(Behaviour other) {
        return new TownPlan(seed, members, start, other, historyDays, historyShare);
    }

    public TownPlan remembering(int days, double share) {
        return new TownPlan(seed, members, start, behaviour, days, share);
    }

    long startMillis() {
        return start.toEpochMilli();
    }

    long historyStartMillis() {
        return start.minus(Duration.ofDays(historyDays)).toEpochMilli();
    }
}
