package attune.store.quarantine;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The rules about what accounts do together: the same sequence, and a burst of young accounts on one item.
final class TogetherRules {
    private static final int SEQUENCES = 65_536;
    private static final int ITEMS = 4_096;
    private static final long BURST_MILLIS = 10 * 60_000;
    private static final int REMEMBERED_ACTS = 20_000;
    /// In a community where every fifth act is by a newcomer, newcomers prove nothing.
    private static final double MOST_YOUNG = 0.2;
    private static final int FEWEST_ACTS = 1_000;

    private final Thresholds.Together allowed;
    private final Gatherings sequences;
    private final Gatherings items = new Gatherings(ITEMS, BURST_MILLIS);
    private int acts;
    private int youngActs;

    TogetherRules(Thresholds.Together allowed) {
        this.allowed = allowed;
        this.sequences = new Gatherings(SEQUENCES, allowed.within().toMillis());
    }

    Gatherings.@Nullable Gathering inStep(long print, Pace pace, long atMillis) {
        return sequences.join(print, pace, atMillis);
    }

    /// The young accounts on the item, if they are a burst and this act is by one of them; otherwise null.
    Gatherings.@Nullable Gathering burst(int item, Pace pace, boolean young, long atMillis) {
        if (!young) {
            count(false);
            items.other(item, atMillis);
            return null;
        }
        Gatherings.Gathering there = items.join(item, pace, atMillis);
        // A burst must not raise what is usual by itself.
        if (there == null || there.size() < allowed.burst() / 2) count(true);
        boolean theirs = there != null && there.size() >= allowed.burst() && there.size() >= 4 * there.others();
        return theirs && acts >= FEWEST_ACTS && youngActs <= MOST_YOUNG * acts ? there : null;
    }

    private void count(boolean young) {
        acts++;
        if (young) youngActs++;
        if (acts < REMEMBERED_ACTS) return;
        acts /= 2;
        youngActs /= 2;
    }

    void drop(IntPredicate gone) {
        sequences.drop(gone);
        items.drop(gone);
    }
}
