package attune.privacy.rights;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.log.Directory;
import attune.store.projection.Disclosure;
import attune.store.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one projection holds about one member, in words a person can read.
public record Held(String projection, List<Fact> facts) {
    public Held {
        facts = List.copyOf(facts);
    }

    /// One thing held.
    ///
    /// @param value a text, a number, or the external id of a member or an item
    /// @param amount what a number about an item says; null when there is none
    /// @param millis the time it refers to, epoch milliseconds; −1 when there is none
    public record Fact(String field, String value, @Nullable Double amount, long millis) {}

    /// Asks every projection; each that holds something answers. Call it under the state's read lock.
    public static List<Held> about(MemberId member, List<Projection> projections, Directory directory) {
        List<Held> all = new ArrayList<>();
        for (Projection projection : projections) {
            Collecting collecting = new Collecting(directory);
            projection.disclose(member, collecting);
            if (!collecting.facts.isEmpty()) all.add(new Held(projection.name(), collecting.facts));
        }
        return all;
    }

    private record Collecting(Directory directory, List<Fact> facts) implements Disclosure {
        Collecting(Directory directory) {
            this(directory, new ArrayList<>());
        }

        @Override
        public void text(String field, String value) {
            facts.add(new Fact(field, value, null, -1));
        }

        @Override
        public void number(String field, double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            facts.add(new Fact(field, whole ? String.valueOf((long) value) : String.valueOf(value), null, -1));
        }

        @Override
        public void member(String field, int other) {
            MemberId id = new MemberId(other);
            if (directory.knows(id)) {
                facts.add(new Fact(field, directory.externalId(id).value(), null, -1));
            }
        }

        @Override
        public void item(String field, int item, double value, long millis) {
            ItemId id = new ItemId(item);
            if (directory.knows(id)) {
                facts.add(new Fact(field, directory.externalId(id).value(), value, millis));
            }
        }
    }
}
