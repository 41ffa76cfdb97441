package attune.store.retention;

import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.policy.Purpose;
import org.jspecify.annotations.Nullable;

/// What is too old on one day, for each purpose and altogether. Whole days of event time in UTC, so that every fold and
/// every start of the same day decides alike.
public final class Cutoffs {
    static final long DAY_MILLIS = 86_400_000L;

    private static final int KINDS = Behaviour.values().length;
    private static final int PURPOSES = Purpose.values().length;

    private final long[] used = new long[KINDS * PURPOSES];
    private final long[] kept = new long[KINDS];
    private final long day;

    Cutoffs(Retention retention, long day) {
        this.day = day;
        for (Behaviour kind : Behaviour.values()) {
            for (Purpose purpose : Purpose.values()) {
                used[place(kind, purpose)] = from(day, retention.days(kind, purpose));
            }
            kept[kind.ordinal()] = from(day, retention.last(kind));
        }
    }

    private static int place(Behaviour kind, Purpose purpose) {
        return kind.ordinal() * PURPOSES + purpose.ordinal();
    }

    /// The first instant of the oldest day that is inside of the term; today counts as one of its days.
    private static long from(long day, int days) {
        return days == Retention.FOREVER ? Long.MIN_VALUE : (day - days + 1) * DAY_MILLIS;
    }

    /// Days since 1970.
    public long day() {
        return day;
    }

    /// What happened before this may not be used for the purpose, epoch milliseconds.
    public long usedFrom(Behaviour kind, Purpose purpose) {
        return used[place(kind, purpose)];
    }

    public long usedFrom(ActId act, Purpose purpose) {
        return usedFrom(Behaviour.ofAct(act), purpose);
    }

    /// An act done since this may be used for the purpose, whatever act it is; a quick exclusion.
    public long allActsUsedFrom(Purpose purpose) {
        long latest = Long.MIN_VALUE;
        for (Behaviour kind : Behaviour.values()) if (kind.act()) latest = Math.max(latest, usedFrom(kind, purpose));
        return latest;
    }

    /// What happened before this is destroyed, epoch milliseconds.
    public long keptFrom(Behaviour kind) {
        return kept[kind.ordinal()];
    }

    /// What happened since this is kept, whatever it is; a quick exclusion.
    public long allKeptFrom() {
        long latest = Long.MIN_VALUE;
        for (long from : kept) latest = Math.max(latest, from);
        return latest;
    }

    /// Whether the fact serves no purpose any more.
    public boolean gone(Envelope envelope) {
        @Nullable Behaviour kind = Behaviour.of(envelope.event());
        return kind != null && millis(kind, envelope) < keptFrom(kind);
    }

    /// Whether the fact may be used for the purpose. Facts that do not wear out always may.
    public boolean usable(Envelope envelope, Purpose purpose) {
        @Nullable Behaviour kind = Behaviour.of(envelope.event());
        return kind == null || millis(kind, envelope) >= usedFrom(kind, purpose);
    }

    private static long millis(Behaviour kind, Envelope envelope) {
        return kind == Behaviour.UNDONE ? envelope.arrivalMillis() : envelope.eventMillis();
    }
}
