package attune.store.retention;

import attune.model.policy.Purpose;
import java.util.EnumMap;
import java.util.Map;

/// For each kind of behaviour, which purposes it serves and for how many days of event time each. A datum is used for a
/// purpose within that purpose's term only, and is destroyed when the last term ends.
///
/// What a member sees of their own acts (service) and what is counted of them (aggregate) go together: a count of what
/// nobody can find any more could never be taken back. For the same reason no act ranks for a member longer than the
/// member sees it.
public final class Retention {
    /// A term that does not end.
    public static final int FOREVER = Integer.MAX_VALUE;

    private static final int UNUSED = 0;

    public static final Retention USUAL = new Retention(Map.of())
            .with(Behaviour.SERVED, Purpose.SERVICE, 30)
            .with(Behaviour.SERVED, Purpose.AGGREGATE, 30)
            .with(Behaviour.SERVED, Purpose.SAFETY, 90)
            .with(Behaviour.IMPRESSED, Purpose.SERVICE, 180)
            .with(Behaviour.IMPRESSED, Purpose.AGGREGATE, 180)
            .with(Behaviour.IMPRESSED, Purpose.PERSONALIZATION, 90)
            .with(Behaviour.IMPRESSED, Purpose.ANALYTICS, 90)
            .with(Behaviour.ACTED, Purpose.SERVICE, 730)
            .with(Behaviour.ACTED, Purpose.AGGREGATE, 730)
            .with(Behaviour.ACTED, Purpose.SAFETY, 730)
            .with(Behaviour.ACTED, Purpose.PERSONALIZATION, 365)
            .with(Behaviour.ACTED, Purpose.ANALYTICS, 365)
            .with(Behaviour.ACTED, Purpose.ADVERTISING, 180)
            .with(Behaviour.VIEWED, Purpose.SERVICE, 180)
            .with(Behaviour.VIEWED, Purpose.AGGREGATE, 180)
            .with(Behaviour.VIEWED, Purpose.PERSONALIZATION, 90)
            .with(Behaviour.ADDED, Purpose.SERVICE, 365)
            .with(Behaviour.ADDED, Purpose.AGGREGATE, 365)
            .with(Behaviour.ADDED, Purpose.PERSONALIZATION, 180)
            .with(Behaviour.PURCHASED, Purpose.SERVICE, 730)
            .with(Behaviour.PURCHASED, Purpose.AGGREGATE, 730)
            .with(Behaviour.PURCHASED, Purpose.PERSONALIZATION, 365)
            .with(Behaviour.SEARCHED, Purpose.SERVICE, 30)
            .with(Behaviour.SEARCHED, Purpose.AGGREGATE, 30)
            .with(Behaviour.SEARCHED, Purpose.PERSONALIZATION, 30);

    private final Map<Behaviour, Map<Purpose, Integer>> days;

    private Retention(Map<Behaviour, Map<Purpose, Integer>> days) {
        this.days = days;
    }

    /// Everything is kept and used for ever: for data sets that are older than any term.
    public static Retention forever() {
        Retention all = new Retention(Map.of());
        for (Behaviour kind : Behaviour.values()) {
            if (kind == Behaviour.UNDONE) continue;
            for (Purpose purpose : Purpose.values()) all = all.with(kind, purpose, FOREVER);
        }
        return all;
    }

    /// The same with another term.
    ///
    /// @param atMost days of event time, 0 for a purpose the kind does not serve
    public Retention with(Behaviour kind, Purpose purpose, int atMost) {
        if (kind == Behaviour.UNDONE) {
            throw new IllegalArgumentException(
                    "An act taken back has the longest term of all acts and none of its own.");
        }
        if (atMost < 0) throw new IllegalArgumentException("A term of " + atMost + " days. Maybe 0, for not at all.");
        Map<Behaviour, Map<Purpose, Integer>> all = new EnumMap<>(Behaviour.class);
        all.putAll(days);
        Map<Purpose, Integer> own = new EnumMap<>(Purpose.class);
        own.putAll(all.getOrDefault(kind, Map.of()));
        own.put(purpose, atMost);
        all.put(kind, own);
        return new Retention(all);
    }

    /// How many days the kind serves the purpose; 0 if not at all.
    public int days(Behaviour kind, Purpose purpose) {
        if (kind != Behaviour.UNDONE) return days.getOrDefault(kind, Map.of()).getOrDefault(purpose, UNUSED);
        int longest = UNUSED;
        for (Behaviour act : Behaviour.values()) if (act.act()) longest = Math.max(longest, days(act, purpose));
        return longest;
    }

    /// How many days until nothing is left that the kind serves.
    public int last(Behaviour kind) {
        int longest = UNUSED;
        for (Purpose purpose : Purpose.values()) longest = Math.max(longest, days(kind, purpose));
        return longest;
    }

    /// Throws if the terms contradict each other.
    public Retention checked() {
        for (Behaviour kind : Behaviour.values()) {
            if (days(kind, Purpose.SERVICE) != days(kind, Purpose.AGGREGATE)) {
                throw new IllegalArgumentException(
                        "The terms of " + kind + " for service (" + days(kind, Purpose.SERVICE)
                                + " days) and aggregate (" + days(kind, Purpose.AGGREGATE)
                                + " days) differ. What a member sees and what is counted must go together.");
            }
            if (kind.act() && days(kind, Purpose.PERSONALIZATION) > days(kind, Purpose.SERVICE)) {
                throw new IllegalArgumentException(
                        "The term of " + kind + " for personalization (" + days(kind, Purpose.PERSONALIZATION)
                                + " days) is longer than that for service (" + days(kind, Purpose.SERVICE)
                                + " days). What ranks for a member must be what the member still finds and can take"
                                + " back. Maybe give service the longer term.");
            }
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retention that && that.days.equals(days);
    }

    @Override
    public int hashCode() {
        return days.hashCode();
    }

    /// The cutoffs of a day.
    ///
    /// @param nowMillis decides the day, in UTC
    public Cutoffs at(long nowMillis) {
        return new Cutoffs(this, Math.floorDiv(nowMillis, Cutoffs.DAY_MILLIS));
    }
}
