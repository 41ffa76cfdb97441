package attune.pipeline.slate;

import attune.model.policy.Reason;
import org.jspecify.annotations.Nullable;

/// Receives the rows one filter takes out. A removed row always has a reason.
public final class Removals {
    private final Reason[] reasons;
    private final @Nullable String[] fillings;
    private final boolean[] removed;
    private int count;

    public Removals(int size) {
        reasons = new Reason[size];
        fillings = new String[size];
        removed = new boolean[size];
    }

    public void remove(int row, Reason reason) {
        if (!removed[row]) count++;
        removed[row] = true;
        reasons[row] = reason;
    }

    /// @param filling what goes into the reason's blank, such as the muted word; kept only for an item
    ///     asked about
    public void remove(int row, Reason reason, String filling) {
        remove(row, reason);
        fillings[row] = filling;
    }

    public boolean isRemoved(int row) {
        return removed[row];
    }

    public Reason reason(int row) {
        return reasons[row];
    }

    public String sentence(int row) {
        String filling = fillings[row];
        return filling == null ? reasons[row].text() : reasons[row].text(filling);
    }

    public int count() {
        return count;
    }

    public boolean[] removed() {
        return removed;
    }
}
