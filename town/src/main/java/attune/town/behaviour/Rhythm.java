package attune.town.behaviour;

import attune.town.chance.Chance;
import attune.town.resident.Resident;
import java.time.Instant;

/// The day of a town: when residents open the feed and write, by their own clock.
///
/// Sessions are a Poisson process whose rate follows the hour of the resident's local day, shifted for larks
/// and owls. Intensities are relative to the mean of the day.
public final class Rhythm {
    /// Relative intensity at each local hour; quiet at night, peaks at breakfast, lunch and in the evening.
    private static final double[] HOURS = {
        0.35, 0.18, 0.09, 0.06, 0.06, 0.14, 0.45, 0.95, 1.20, 1.00, 0.95, 1.05,
        1.45, 1.35, 1.00, 0.95, 1.00, 1.20, 1.45, 1.75, 2.05, 2.15, 1.60, 0.87
    };
    private static final double MEAN = mean();
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_DAY = 24.0 * MILLIS_PER_HOUR;

    private Rhythm() {}

    /// The hours in order, for the reference page.
    public static double intensityAtHour(int hour) {
        return HOURS[hour] / MEAN;
    }

    /// The next time something that happens `perDay` times a day happens to the resident after `fromMillis`.
    ///
    /// Walks the day hour by hour until the accumulated rate reaches an exponential draw (inversion of the
    /// Poisson process).
    public static long nextMillis(Resident resident, double perDay, long fromMillis, Chance chance) {
        double wanted = chance.exponential() / perDay;
        long offsetMillis = offsetMillis(resident, fromMillis);
        long at = fromMillis;
        while (true) {
            long local = at + offsetMillis;
            long untilHourEnds = MILLIS_PER_HOUR - Math.floorMod(local, MILLIS_PER_HOUR);
            double perMilli = HOURS[(int) Math.floorMod(local / MILLIS_PER_HOUR, 24L)] / MEAN / MILLIS_PER_DAY;
            double gained = perMilli * untilHourEnds;
            if (gained >= wanted) {
                return at + Math.max(1, (long) (wanted / perMilli));
            }
            wanted -= gained;
            at += untilHourEnds;
        }
    }

    private static long offsetMillis(Resident resident, long atMillis) {
        int seconds = resident.home()
                .zone()
                .getRules()
                .getOffset(Instant.ofEpochMilli(atMillis))
                .getTotalSeconds();
        return seconds * 1000L - Math.round(resident.hoursLate() * MILLIS_PER_HOUR);
    }

    private static double mean() {
        double sum = 0;
        for (double hour : HOURS) {
            sum += hour;
        }
        return sum / HOURS.length;
    }
}
