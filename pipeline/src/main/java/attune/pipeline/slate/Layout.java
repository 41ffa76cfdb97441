package attune.pipeline.slate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns of one assembled pipeline, each with its slot. Immutable.
public final class Layout {
    private final Map<Column, Integer> slots = new LinkedHashMap<>();
    private final List<Column> columns;

    public Layout(List<Column> columns) {
        for (Column column : columns) slots.putIfAbsent(column, slots.size());
        this.columns = List.copyOf(slots.keySet());
    }

    public List<Column> columns() {
        return columns;
    }

    int slot(Column column) {
        Integer slot = slots.get(column);
        if (slot == null) {
            throw new IllegalArgumentException("Column \"" + column.name()
                    + "\" is not part of this pipeline. Maybe the stage did not declare it.");
        }
        return slot;
    }
}
