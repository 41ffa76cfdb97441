package attune.store.projection;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A set of ints per dense number, each a sorted array: look-up in O(log n), insertion in O(n) by one copy
/// of memory, no boxing and no slack beyond a third.
final class IntSets {
    private static final int[] EMPTY = {};

    private int[] @Nullable [] sets = new int[64][];
    private int[] sizes = new int[64];

    boolean contains(int owner, int value) {
        return owner < sizes.length && Arrays.binarySearch(of(owner), 0, sizes[owner], value) >= 0;
    }

    int size(int owner) {
        return owner < sizes.length ? sizes[owner] : 0;
    }

    int[] copy(int owner) {
        return owner < sizes.length ? Arrays.copyOf(of(owner), sizes[owner]) : EMPTY;
    }

    boolean add(int owner, int value) {
        sets = Growing.objects(sets, owner);
        sizes = Growing.ints(sizes, owner, 0);
        int[] set = of(owner);
        int size = sizes[owner];
        int found = Arrays.binarySearch(set, 0, size, value);
        if (found >= 0) return false;
        int at = -found - 1;
        int[] target = size < set.length ? set : Arrays.copyOf(set, Math.max(4, size + (size >> 1)));
        System.arraycopy(set, at, target, at + 1, size - at);
        target[at] = value;
        sets[owner] = target;
        sizes[owner] = size + 1;
        return true;
    }

    boolean remove(int owner, int value) {
        if (owner >= sizes.length) return false;
        int[] set = of(owner);
        int found = Arrays.binarySearch(set, 0, sizes[owner], value);
        if (found < 0) return false;
        System.arraycopy(set, found + 1, set, found, sizes[owner] - found - 1);
        set[--sizes[owner]] = 0;
        return true;
    }

    void clear(int owner) {
        if (owner >= sizes.length) return;
        sets[owner] = null;
        sizes[owner] = 0;
    }

    /// Removes from every set the values for which the test holds.
    void removeIf(IntPredicate test) {
        for (int owner = 0; owner < sizes.length; owner++) {
            int[] set = of(owner);
            int kept = 0;
            for (int k = 0; k < sizes[owner]; k++) if (!test.test(set[k])) set[kept++] = set[k];
            Arrays.fill(set, kept, sizes[owner], 0);
            sizes[owner] = kept;
        }
    }

    void digest(Digest into) {
        for (int owner = 0; owner < sizes.length; owner++) {
            if (sizes[owner] == 0) continue;
            into.add(owner).add(sizes[owner]);
            int[] set = of(owner);
            for (int k = 0; k < sizes[owner]; k++) into.add(set[k]);
        }
    }

    private int[] of(int owner) {
        int[] set = sets[owner];
        return set == null ? EMPTY : set;
    }

    void save(ArrayWriter into) {
        int owners = sizes.length;
        while (owners > 0 && sizes[owners - 1] == 0) owners--;
        into.intArrays(sets, sizes, owners);
    }

    void load(ArrayReader from) {
        sets = from.intArrays();
        sizes = new int[sets.length];
        for (int owner = 0; owner < sizes.length; owner++) sizes[owner] = of(owner).length;
    }
}
