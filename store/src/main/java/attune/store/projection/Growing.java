package attune.store.projection;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Arrays that are indexed by dense numbers and grow by a quarter as the log assigns more.
final class Growing {
    private Growing() {}

    static int[] ints(int[] array, int index, int filling) {
        if (index < array.length) return array;
        int[] grown = Arrays.copyOf(array, length(index));
        Arrays.fill(grown, array.length, grown.length, filling);
        return grown;
    }

    static long[] longs(long[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, length(index));
    }

    static byte[] bytes(byte[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, length(index));
    }

    static double[] doubles(double[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, length(index));
    }

    static <T> @Nullable T[] objects(@Nullable T[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, length(index));
    }

    /// How many there are up to the last that is not zero.
    static int used(byte[] array) {
        int used = array.length;
        while (used > 0 && array[used - 1] == 0) used--;
        return used;
    }

    static int used(int[] array, int filling) {
        int used = array.length;
        while (used > 0 && array[used - 1] == filling) used--;
        return used;
    }

    static int used(double[] array) {
        int used = array.length;
        while (used > 0 && array[used - 1] == 0) used--;
        return used;
    }

    static int used(@Nullable Object[] array) {
        int used = array.length;
        while (used > 0 && array[used - 1] == null) used--;
        return used;
    }

    /// How much of each array is in use, up to the last of which anything is.
    static int[] lengths(byte[] @Nullable [] arrays, ToIntFunction<byte @Nullable []> used) {
        int count = arrays.length;
        while (count > 0 && used.applyAsInt(arrays[count - 1]) < 0) count--;
        int[] lengths = new int[count];
        for (int k = 0; k < count; k++) lengths[k] = used.applyAsInt(arrays[k]);
        return lengths;
    }

    private static int length(int index) {
        return Math.max(64, index + 1 + (index >> 2));
    }
}
