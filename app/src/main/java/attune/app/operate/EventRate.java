package attune.app.operate;

import java.util.Arrays;
import java.util.function.LongSupplier;

/// How many events came in lately, second by second over a quarter of an hour of real time.
///
/// Guard: its monitor; any thread may count and read.
public final class EventRate {
    private static final int SECONDS = 15 * 60;

    private final LongSupplier tickerNanos;
    private final long startedNanos;
    private final long[] bySecond = new long[SECONDS];
    private long second;

    public EventRate(LongSupplier tickerNanos) {
        this.tickerNanos = tickerNanos;
        this.startedNanos = tickerNanos.getAsLong();
    }

    public synchronized void add(long events) {
        turn();
        bySecond[(int) (second % SECONDS)] += events;
    }

    /// Events a second over the last full minutes, or since the start if that is shorter.
    ///
    /// @param minutes 1 to 15
    public synchronized double perSecond(int minutes) {
        turn();
        // The second that is under way counts as one, so that what came in at once after the start is not left out.
        long over = Math.min(minutes * 60L, second + 1);
        return (double) sum(0, (int) over) / over;
    }

    /// Events in each of the last fifteen minutes, oldest first; the last is the minute up to now.
    public synchronized long[] byMinute() {
        turn();
        long[] minutes = new long[SECONDS / 60];
        for (int minute = 0; minute < minutes.length; minute++)
            minutes[minutes.length - 1 - minute] = sum(minute * 60, 60);
        return minutes;
    }

    /// @param back seconds before now at which to begin
    private long sum(int back, int seconds) {
        long sum = 0;
        for (int i = back; i < back + seconds && i <= second; i++) sum += bySecond[(int) ((second - i) % SECONDS)];
        return sum;
    }

    private void turn() {
        long now = (tickerNanos.getAsLong() - startedNanos) / 1_000_000_000;
        if (now - second >= SECONDS) Arrays.fill(bySecond, 0);
        else for (long passed = second + 1; passed <= now; passed++) bySecond[(int) (passed % SECONDS)] = 0;
        second = Math.max(second, now);
    }
}
