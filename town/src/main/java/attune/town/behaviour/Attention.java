package attune.town.behaviour;

import attune.town.chance.Chance;

/// How a member goes down a slate: what is examined, for how long, and when it is enough.
///
/// @param skipping examination at position p of a page happens with probability `1 / (1 + skipping p)`:
/// position bias
/// @param authorFatigue taken from the appeal for each earlier entry by the same author in this session
/// @param topicFatigue taken from the appeal for each earlier entry on the same topic in this session, at most
/// four
/// @param effort what looking at one entry costs of the session's stamina
/// @param skimEffort what scrolling past one costs
/// @param refreshment what an entry of pleasure 1 gives back; repetition gives no pleasure, so it tires
/// @param calledAway the chance that something else ends the session, per entry
/// @param glanceMillis dwell of a very short post without appeal, median
/// @param millisPerCharacter reading time
/// @param dwellSlope the logarithm of dwell grows by this per unit of appeal
/// @param dwellDeviation deviation of the logarithm of dwell
/// @param longestDwellMillis a cap
/// @param pageSize entries asked for at once
/// @param pages how often a session asks at most
public record Attention(
        double skipping,
        double authorFatigue,
        double topicFatigue,
        double effort,
        double skimEffort,
        double refreshment,
        double calledAway,
        double glanceMillis,
        double millisPerCharacter,
        double dwellSlope,
        double dwellDeviation,
        long longestDwellMillis,
        int pageSize,
        int pages) {
    private static final int MOST_TOPIC_REPEATS = 4;

    static Attention standard() {
        return new Attention(0.03, 0.55, 0.18, 1.0, 0.4, 0.9, 0.02, 900, 28, 0.35, 0.55, 120_000, 20, 3);
    }

    /// The chance that an entry on the screen is looked at.
    public double examination(int position) {
        return 1 / (1 + skipping * position);
    }

    /// What repetition within the session takes from the appeal.
    public double fatigue(int earlierByAuthor, int earlierOnTopic) {
        return authorFatigue * earlierByAuthor + topicFatigue * Math.min(earlierOnTopic, MOST_TOPIC_REPEATS);
    }

    /// Time on an entry that is looked at.
    public long dwellMillis(double appeal, int characters, Chance chance) {
        double median = (glanceMillis + millisPerCharacter * characters) * StrictMath.exp(dwellSlope * appeal);
        return Math.min(longestDwellMillis, Math.max(300, Math.round(chance.logNormal(median, dwellDeviation))));
    }
}
