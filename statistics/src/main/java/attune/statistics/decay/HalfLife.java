package attune.statistics.decay;

/// Exponential decay with a half-life, for a counter kept as a pair: its value, and the event time that value is for.
///
/// Time is event time. A late event adds what is left of its weight, so the order of arrival does not change the sum
/// (up to rounding). The pair fits two primitive arrays:
///
/// ```java
/// values[i] = halfLife.add(values[i], times[i], weight, eventMillis);
/// times[i] = Math.max(times[i], eventMillis);
/// ```
///
/// Nothing overflows: only factors of at most 1 are ever multiplied. Where many counters are compared with each other,
/// [ForwardDecay] needs one number each instead of two.
public record HalfLife(long millis) {

    public HalfLife {
        if (millis <= 0) {
            throw new IllegalArgumentException("a half-life must be positive, was " + millis + " ms");
        }
    }

    /// What is left after the given time, in [0, 1]; negative ages count as 0, so nothing ever grows by waiting
    /// less.
    public double left(long ageMillis) {
        return ageMillis <= 0 ? 1 : Math.exp(-Math.log(2) * ((double) ageMillis / millis));
    }

    /// The counter's value seen from `nowMillis`; at or before its own time it is the value itself.
    public double at(double value, long atMillis, long nowMillis) {
        return value * left(nowMillis - atMillis);
    }

    /// The counter's value, for the later of the two times, after an event of the given weight. An undo is the same
    /// event with the opposite weight and the **original** event time, and leaves nothing but rounding.
    public double add(double value, long atMillis, double weight, long eventMillis) {
        long laterMillis = Math.max(atMillis, eventMillis);
        return at(value, atMillis, laterMillis) + at(weight, eventMillis, laterMillis);
    }

    /// The event time to count with: what the source says, but never later than arrival (clocks ahead of ours would
    /// otherwise age everyone else) and never before the epoch.
    public static long clampedMillis(long eventMillis, long arrivalMillis) {
        return Math.clamp(eventMillis, 0, Math.max(0, arrivalMillis));
    }
}
