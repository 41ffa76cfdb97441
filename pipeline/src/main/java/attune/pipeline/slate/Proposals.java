package attune.pipeline.slate;

import java.util.Arrays;

/// What one source proposes, up to its stated cap.
public final class Proposals {
    private final int cap;
    private int[] items = new int[64];
    private int size;

    public Proposals(int cap) {
        this.cap = cap;
    }

    /// Adds an item unless the cap is reached; returns whether there is still room.
    public boolean add(int item) {
        if (size == cap) return false;
        if (size == items.length) items = Arrays.copyOf(items, size * 2);
        items[size++] = item;
        return size < cap;
    }

    public int cap() {
        return cap;
    }

    public int size() {
        return size;
    }

    public int[] items() {
        return items;
    }
}
