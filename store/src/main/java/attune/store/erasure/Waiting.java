package attune.store.erasure;

import attune.model.identity.MemberId;
import attune.store.erasure.Erasure.Removed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests whose members are buried and whose files are not yet rewritten. A request stays until a pass has taken it
/// along, so that one whose pass failed goes with the next. Guarded by its own monitor.
final class Waiting {
    private final List<Ticket> tickets = new ArrayList<>();

    synchronized Ticket enter(List<MemberId> members) {
        Ticket ticket = new Ticket(List.copyOf(members));
        tickets.add(ticket);
        return ticket;
    }

    synchronized List<Ticket> all() {
        return List.copyOf(tickets);
    }

    private synchronized void leave(Ticket ticket) {
        tickets.remove(ticket);
    }

    /// One request's place in the queue.
    final class Ticket {
        private final List<MemberId> members;
        private volatile @Nullable Removed removed;

        private Ticket(List<MemberId> members) {
            this.members = members;
        }

        List<MemberId> members() {
            return members;
        }

        /// Null until a pass has taken this request along.
        @Nullable
        Removed removed() {
            return removed;
        }

        void done(Removed by) {
            removed = by;
            leave(this);
        }
    }
}
