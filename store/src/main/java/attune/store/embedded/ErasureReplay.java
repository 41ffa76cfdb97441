package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.MemberId;
import attune.store.codec.EventType;
import attune.store.codec.Fact;
import attune.store.log.Erased;
import attune.store.resolve.DirectoryFold.Numbers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What log and key ring learn from each other before anything reads them. The log may come from a backup that is older
/// than the ring: members whose keys were destroyed since are erased again, by a tombstone and an unfinished erasure
/// that the start then finishes; and no number that ever had a key is given again (decision 0006). The ring may be an
/// older copy, too: keys of members whom the log knows as erased are destroyed in it again.
///
/// Costs two look-ups when there is nothing to learn, one pass over the log when there is.
final class ErasureReplay {
    private final Path log;
    private final SqliteKeys keys;
    private final SecureRandom random;

    ErasureReplay(Path log, SqliteKeys keys, SecureRandom random) {
        this.log = log;
        this.keys = keys;
        this.random = random;
    }

    /// Returns how many members were erased since the log was written.
    int replay(long nowMillis) {
        try (LogFile file = new LogFile(log)) {
            BitSet buried = file.erasedMembers();
            destroyAgain(buried);
            BitSet erased = keys.destroyed();
            erased.andNot(buried);
            Map<Integer, BitSet> items = erased.isEmpty() ? Map.of() : itemsOf(erased);
            return Database.inTransaction(file.connection(), () -> {
                Numbers next = file.next();
                if (erased.isEmpty() && keys.highest() < next.member()) return 0;
                long head = file.head();
                // Arrival times only grow (decision 0024), also when the clock was set back.
                long atMillis = Math.max(nowMillis, file.lastArrivalMillis());
                for (int member = erased.nextSetBit(0); member >= 0; member = erased.nextSetBit(member + 1)) {
                    bury(file, new MemberId(member), ++head, atMillis, items.getOrDefault(member, new BitSet()));
                }
                int members = Math.max(next.member(), keys.highest() + 1);
                file.advance(head, new Numbers(members, next.item(), next.topic()));
                return erased.cardinality();
            });
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "The log " + log.getFileName() + " could not be compared with the key ring. Maybe it is damaged.",
                    failed);
        }
    }

    private void destroyAgain(BitSet buried) {
        BitSet alive = (BitSet) buried.clone();
        alive.andNot(keys.destroyed());
        if (alive.isEmpty()) return;
        keys.destroy(alive.stream().mapToObj(MemberId::new).toList());
    }

    private void bury(LogFile file, MemberId member, long sequence, long atMillis, BitSet items) throws SQLException {
        Envelope tombstone =
                new Envelope(sequence, atMillis, atMillis, Origin.of("platform"), new Event.MemberErased(member));
        file.insert(sequence, new FactSealing(keys, random).row(tombstone), null, null);
        file.beginErasure(Erased.of(member, items), sequence);
    }

    /// What each published, from the open fields: the item a publication is of comes first among those it names.
    private Map<Integer, BitSet> itemsOf(BitSet members) {
        Map<Integer, BitSet> items = new HashMap<>();
        new LogReader(log, new FactSealing(keys, random)).rows(0, Long.MAX_VALUE, (sequence, row) -> {
            Fact fact = Fact.parse(row);
            if (fact.type() != EventType.ITEM_PUBLISHED.number() || !members.get(fact.owner())) return;
            BitSet published = items.computeIfAbsent(fact.owner(), _ -> new BitSet());
            fact.names(new Fact.Named() {
                private boolean first = true;

                @Override
                public void member(int member) {}

                @Override
                public void item(int item) {
                    if (first) published.set(item);
                    first = false;
                }
            });
        });
        return items;
    }
}
