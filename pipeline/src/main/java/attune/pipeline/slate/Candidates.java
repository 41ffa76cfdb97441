package attune.pipeline.slate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items in play, as a struct of arrays: row r of every column speaks of item(r). Arrays handed out
/// have at least [#size] valid entries; entries a producer did not set are 0, or −1 in `Ints` columns.
///
/// Threads: one run, one thread.
public final class Candidates {
    private final Layout layout;
    private final @Nullable Object[] arrays;
    private int[] items = new int[64];
    private long[] sources = new long[64];
    private int size;

    public Candidates(Layout layout) {
        this.layout = layout;
        this.arrays = new Object[layout.columns().size()];
    }

    public int size() {
        return size;
    }

    public int item(int row) {
        return items[row];
    }

    /// Which sources proposed the row, as bits in the pipeline's order of sources.
    public long sources(int row) {
        return sources[row];
    }

    public Layout layout() {
        return layout;
    }

    public float[] floats(Column.Floats column) {
        int slot = layout.slot(column);
        if (arrays[slot] instanceof float[] floats) return floats;
        float[] fresh = new float[items.length];
        arrays[slot] = fresh;
        return fresh;
    }

    public int[] ints(Column.Ints column) {
        int slot = layout.slot(column);
        if (arrays[slot] instanceof int[] ints) return ints;
        int[] fresh = new int[items.length];
        Arrays.fill(fresh, -1);
        arrays[slot] = fresh;
        return fresh;
    }

    public long[] longs(Column.Longs column) {
        int slot = layout.slot(column);
        if (arrays[slot] instanceof long[] longs) return longs;
        long[] fresh = new long[items.length];
        arrays[slot] = fresh;
        return fresh;
    }

    /// The value as a number for the trace, whatever the column's type; 0 for a column no stage reached.
    public double value(Column column, int row) {
        return switch (arrays[layout.slot(column)]) {
            case float[] floats -> floats[row];
            case int[] ints -> ints[row];
            case long[] longs -> longs[row];
            case null -> 0;
            default -> throw new IllegalStateException("unknown array type");
        };
    }

    /// Appends rows and merges repetitions: an item proposed twice is one row with both source bits.
    /// Columns must not have been asked for yet.
    ///
    /// @return rows that are new
    public int merge(int[] proposed, int count, long sourceBit, Map<Integer, Integer> rowOf) {
        int before = size;
        for (int i = 0; i < count; i++) {
            Integer known = rowOf.putIfAbsent(proposed[i], size);
            if (known != null) {
                sources[known] |= sourceBit;
                continue;
            }
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                sources = Arrays.copyOf(sources, size * 2);
            }
            items[size] = proposed[i];
            sources[size] = sourceBit;
            size++;
        }
        return size - before;
    }

    /// Keeps the rows that are not removed, in their order, in every column.
    public void compact(boolean[] removed) {
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (removed[row]) continue;
            if (kept != row) move(row, kept);
            kept++;
        }
        size = kept;
    }

    private void move(int from, int to) {
        items[to] = items[from];
        sources[to] = sources[from];
        for (Object array : arrays) {
            switch (array) {
                case float[] floats -> floats[to] = floats[from];
                case int[] ints -> ints[to] = ints[from];
                case long[] longs -> longs[to] = longs[from];
                case null -> {}
                default -> throw new IllegalStateException("unknown array type");
            }
        }
    }

    /// A copy of the rows for a hydrator that runs beside others; its columns come back by [#adopt] if it
    /// is in time.
    public Candidates fork() {
        Candidates copy = new Candidates(layout);
        copy.items = items.clone();
        copy.sources = sources.clone();
        copy.size = size;
        for (int slot = 0; slot < arrays.length; slot++) copy.arrays[slot] = arrays[slot];
        return copy;
    }

    public void adopt(Candidates fork, Iterable<Column> columns) {
        for (Column column : columns) {
            int slot = layout.slot(column);
            arrays[slot] = fork.arrays[slot];
        }
    }

    /// Rows of the given items alone, without sources: for training, checks and tests.
    public static Candidates of(Layout layout, int... items) {
        Candidates candidates = new Candidates(layout);
        candidates.merge(items, items.length, 0, new HashMap<>());
        return candidates;
    }
}
