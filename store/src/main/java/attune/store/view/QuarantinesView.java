package attune.store.view;

import java.util.Optional;

/// Whose acts are held, since when, and because of what. Held acts stand for the member who did them and count for
/// nobody: not in popularity, not in walks, not in what a model learns.
public interface QuarantinesView {
    /// Whether what the member did at this time is held.
    boolean holds(int member, long atMillis);

    /// Whether anything the member did from one time to another is held.
    boolean touches(int member, long fromMillis, long toMillis);

    /// The member's latest quarantine, standing or ended.
    Optional<Quarantine> of(int member);

    /// Members who ever had one, ascending.
    int[] everyone();

    /// Members whose acts are held now, ascending.
    int[] standing();

    /// One quarantine, with what a reader needs to judge it.
    ///
    /// @param rule code of what placed it
    /// @param observed what was measured, in the rule's unit; `limit` is what the rule allows
    /// @param placedMillis when it was placed
    /// @param confirmed whether a person looked at it and left it standing
    /// @param fromMillis acts of this time and later are held; `untilMillis` is where that ends, [Long#MAX_VALUE]
    /// while
    ///     it stands
    /// @param releasedMillis when it ended, or −1
    /// @param counted whether, once ended, what was held counts again
    record Quarantine(
            String rule,
            long observed,
            long limit,
            long placedMillis,
            boolean confirmed,
            long fromMillis,
            long untilMillis,
            long releasedMillis,
            boolean counted) {
        public boolean stands() {
            return releasedMillis < 0;
        }
    }
}
