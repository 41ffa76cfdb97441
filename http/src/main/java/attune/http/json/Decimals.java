package attune.http.json;

/// Writes a number with a few decimals without allocating.
final class Decimals {
    private static final long[] TEN_TO = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private Decimals() {}

    /// Returns the number of characters written at the start of `out`, or 0 when the value is too large for it.
    static int write(double value, int decimals, char[] out) {
        double scaled = Math.abs(value) * TEN_TO[decimals];
        if (!(scaled < 1e15)) {
            return 0;
        }
        long whole = Math.round(scaled);
        int kept = decimals;
        while (kept > 0 && whole % 10 == 0) {
            whole /= 10;
            kept--;
        }
        int length = digitCount(whole, kept) + (kept > 0 ? 1 : 0);
        int start = value < 0 && whole > 0 ? 1 : 0;
        if (start == 1) {
            out[0] = '-';
        }
        for (int i = start + length - 1, written = 0; i >= start; i--, written++) {
            if (kept > 0 && written == kept) {
                out[i] = '.';
            } else {
                out[i] = (char) ('0' + whole % 10);
                whole /= 10;
            }
        }
        return start + length;
    }

    /// At least one digit before the point.
    private static int digitCount(long whole, int kept) {
        int count = 1;
        for (long rest = whole / 10; rest > 0; rest /= 10) {
            count++;
        }
        return Math.max(count, kept + 1);
    }
}
