package attune.algorithms.graph;

import java.util.Arrays;

/// Sums per id, in an open-addressing table with linear probing that is cleared and used again for each walk.
///
/// Ids are ints ≥ 0. Entries are numbered in order of first addition, so reading them is deterministic. Clearing
/// costs what was used, not the capacity. Mutable scratch, owned by one thread.
public final class ScoreMap {

    private int[] slots;
    private int[] ids;
    private double[] sums;
    private int size;

    /// Room for about this many ids before it grows.
    public ScoreMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected) - 1) * 4;
        slots = new int[capacity];
        ids = new int[capacity / 2];
        sums = new double[capacity / 2];
    }

    public void add(int id, double amount) {
        int slot = slot(id);
        int entry = slots[slot] - 1;
        if (entry >= 0) {
            sums[entry] += amount;
        } else if (size < ids.length) {
            insert(slot, id, amount);
        } else {
            grow();
            insert(slot(id), id, amount);
        }
    }

    /// The sum for an id, 0 if nothing was added.
    public double get(int id) {
        int entry = slots[slot(id)] - 1;
        return entry < 0 ? 0 : sums[entry];
    }

    public int size() {
        return size;
    }

    public int id(int entry) {
        return ids[entry];
    }

    public double sum(int entry) {
        return sums[entry];
    }

    public void clear() {
        if (size > slots.length / 16) {
            Arrays.fill(slots, 0);
        } else {
            // Newest first: each id still finds its own slot, for what it probed past was inserted earlier.
            for (int entry = size - 1; entry >= 0; entry--) {
                slots[slot(ids[entry])] = 0;
            }
        }
        size = 0;
    }

    private void insert(int slot, int id, double amount) {
        ids[size] = id;
        sums[size] = amount;
        slots[slot] = ++size;
    }

    /// The slot that holds the id, or the free one where it belongs. Slots hold entry + 1; 0 = free.
    private int slot(int id) {
        int mask = slots.length - 1;
        int slot = (id * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != 0 && ids[slots[slot] - 1] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        ids = Arrays.copyOf(ids, ids.length * 2);
        sums = Arrays.copyOf(sums, sums.length * 2);
        slots = new int[slots.length * 2];
        for (int entry = 0; entry < size; entry++) {
            slots[slot(ids[entry])] = entry + 1;
        }
    }
}
