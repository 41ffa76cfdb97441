package attune.town;

import attune.town.resident.Resident;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What is due when: the heart of the discrete-event simulation. Ties in time go by order of entry, so that
/// runs repeat.
final class Agenda {

    /// Something that will happen.
    sealed interface Errand {
        /// The member opens the feed for the `nth` time.
        record Open(Resident member, int nth) implements Errand {}

        /// The next beat of a session that is under way.
        record Continue(Session session) implements Errand {}

        /// The member publishes the `nth` post.
        record Write(Resident author, int nth) implements Errand {}

        /// The author answers somebody's reply.
        record Thank(Resident author, Board.Notice reply) implements Errand {}

        /// A like is taken back.
        record Unlike(Resident member, String item) implements Errand {}

        /// A post is taken back.
        record TakeBack(String item) implements Errand {}

        /// The `nth` newcomer arrives.
        record MoveIn(int nth) implements Errand {}
    }

    private record Entry(long atMillis, long order, Errand errand) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atMillis).thenComparingLong(Entry::order));
    private long order;

    void add(long atMillis, Errand errand) {
        entries.add(new Entry(atMillis, order++, errand));
    }

    /// Whether something is due up to and including this time.
    boolean isDue(long untilMillis) {
        Entry next = entries.peek();
        return next != null && next.atMillis() <= untilMillis;
    }

    /// When the next errand is due. Only while one is.
    long nextMillis() {
        return entries.element().atMillis();
    }

    Errand remove() {
        return entries.remove().errand();
    }
}
