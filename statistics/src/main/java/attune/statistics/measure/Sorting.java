package attune.statistics.measure;

import java.util.Arrays;

/// Orders of rows by a float value, without boxing.
final class Sorting {

    private Sorting() {}

    /// Rows by ascending value, equal values by row. NaN is rejected. A value's order-keeping bits and its row are
    /// packed into one long, so a plain primitive sort does the work.
    static int[] ascending(float[] values) {
        long[] keys = new long[values.length];
        for (int row = 0; row < values.length; row++) {
            if (Float.isNaN(values[row])) {
                throw new IllegalArgumentException("value of row " + row + " is NaN");
            }
            int bits = Float.floatToIntBits(values[row] + 0f);
            int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[row] = ((long) ordered << 32) | row;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /// The first position after `start` whose value differs from the one at `start`.
    static int endOfTie(float[] values, int[] order, int start) {
        int end = start + 1;
        while (end < order.length && values[order[end]] == values[order[start]]) {
            end++;
        }
        return end;
    }
}
