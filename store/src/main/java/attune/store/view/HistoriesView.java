package attune.store.view;

import attune.model.policy.Grant;

/// What one member did lately. Personal: every method demands a grant for
/// [attune.model.policy.Purpose#PERSONALIZATION], and holds nothing for members who have not consented.
public interface HistoriesView {
    /// The grant's member's engagements, newest first, at most the ring's capacity.
    History of(Grant grant);

    interface History {
        int size();

        int item(int index);

        int act(int index);

        long millis(int index);

        long value(int index);

        /// Acts of the member on this item among those held here, as bits by act id.
        long actsOn(int item);
    }

    /// Acts of a member on an item, as bits, for showing a member what they themselves did. Needs no
    /// consent: it is the member's own record and is shown to that member only.
    long ownActs(int member, int item);
}
