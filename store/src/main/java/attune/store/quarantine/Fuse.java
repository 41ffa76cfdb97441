package attune.store.quarantine;

/// Suspends the rules about impossible times when they find too many members within an hour: then it is a source's
/// clock that is wrong. Those already found stay held and are released by a person, all others go on.
final class Fuse {
    private static final long HOUR = 3_600_000;
    private static final int ALWAYS = 10;
    private static final double MOST = 0.05;

    private long hour = Long.MIN_VALUE;
    private int active;
    private int activeBefore;
    private int found;
    private volatile boolean blown;

    void active(Pace pace, long arrivalMillis) {
        turn(arrivalMillis / HOUR);
        if (pace.countedHour == hour) return;
        pace.countedHour = hour;
        active++;
    }

    private void turn(long now) {
        if (now == hour) return;
        hour = now;
        activeBefore = active;
        active = 0;
        found = 0;
        blown = false;
    }

    /// Whether one more may be placed.
    boolean holds(long arrivalMillis) {
        turn(arrivalMillis / HOUR);
        if (found >= Math.max(ALWAYS, MOST * Math.max(active, activeBefore))) blown = true;
        else found++;
        return !blown;
    }

    boolean blown() {
        return blown;
    }
}
