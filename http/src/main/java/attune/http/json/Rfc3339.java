package attune.http.json;

/// Writes a time as `2026-01-31T12:00:00.000Z` without allocating.
final class Rfc3339 {
    private static final long MILLIS_PER_DAY = 86_400_000;

    private Rfc3339() {}

    /// Returns the number of characters written at the start of `out` (24), or 0 when the year is not 0 to 9999.
    static int write(long epochMillis, char[] out) {
        long day = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
        int millis = (int) Math.floorMod(epochMillis, MILLIS_PER_DAY);
        if (day < -719_528 || day > 2_932_896) {
            return 0;
        }
        // Days to civil date after Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
        long shifted = day + 719_468;
        int era = (int) Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        digits(out, 0, year, 4);
        out[4] = '-';
        digits(out, 5, month, 2);
        out[7] = '-';
        digits(out, 8, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
        out[10] = 'T';
        digits(out, 11, millis / 3_600_000, 2);
        out[13] = ':';
        digits(out, 14, millis / 60_000 % 60, 2);
        out[16] = ':';
        digits(out, 17, millis / 1000 % 60, 2);
        out[19] = '.';
        digits(out, 20, millis % 1000, 3);
        out[23] = 'Z';
        return 24;
    }

    private static void digits(char[] out, int from, int value, int width) {
        int rest = value;
        for (int i = from + width - 1; i >= from; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
