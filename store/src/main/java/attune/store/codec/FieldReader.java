package attune.store.codec;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Reads tagged fields in ascending order, passing over those nobody asks for. It holds one tag of look-ahead and
/// allocates nothing else, since a replay runs through millions of these.
final class FieldReader {
    private final ByteSource source;
    private int field;
    private Kind kind = Kind.NUMBER;
    private boolean held;

    FieldReader(byte[] bytes) {
        this.source = new ByteSource(bytes, 0, bytes.length);
    }

    long number(int wanted) {
        require(wanted, Kind.NUMBER);
        return source.zigzag();
    }

    int integer(int wanted) {
        long value = number(wanted);
        if (value != (int) value) throw new MalformedFact("Field " + wanted + " does not fit 32 bits.");
        return (int) value;
    }

    boolean flag(int wanted) {
        return find(wanted, Kind.NUMBER) && source.zigzag() != 0;
    }

    <E extends Enum<E>> E choice(int wanted, E[] all) {
        int ordinal = integer(wanted);
        if (ordinal < 0) throw new MalformedFact("Field " + wanted + " is a choice below zero.");
        if (ordinal >= all.length) throw new NewerFact("A choice of a newer version.");
        return all[ordinal];
    }

    @Nullable
    Long fixed(int wanted) {
        return find(wanted, Kind.FIXED) ? (Long) source.fixed(8) : null;
    }

    String text(int wanted) {
        require(wanted, Kind.TEXT);
        return source.text();
    }

    MemberId member(int wanted) {
        require(wanted, Kind.MEMBER);
        return new MemberId(source.index());
    }

    @Nullable
    MemberId memberIfAny(int wanted) {
        return find(wanted, Kind.MEMBER) ? new MemberId(source.index()) : null;
    }

    ItemId item(int wanted) {
        require(wanted, Kind.ITEM);
        return new ItemId(source.index());
    }

    @Nullable
    ItemId itemIfAny(int wanted) {
        return find(wanted, Kind.ITEM) ? new ItemId(source.index()) : null;
    }

    List<TopicId> topics(int wanted) {
        return list(wanted, Kind.NUMBERS, TopicId::new);
    }

    List<MemberId> members(int wanted) {
        return list(wanted, Kind.MEMBERS, MemberId::new);
    }

    List<ItemId> items(int wanted) {
        return list(wanted, Kind.ITEMS, ItemId::new);
    }

    private <T> List<T> list(int wanted, Kind kind, IntFunction<T> of) {
        if (!find(wanted, kind)) return List.of();
        ByteSource range = source.range();
        List<T> values = new ArrayList<>();
        while (range.more()) values.add(of.apply(range.index()));
        return values;
    }

    private void require(int wanted, Kind as) {
        if (!find(wanted, as)) throw new MalformedFact("Field " + wanted + " is missing.");
    }

    private boolean find(int wanted, Kind as) {
        while (true) {
            if (!held) {
                if (!source.more()) return false;
                long tag = source.varint();
                if (tag >>> 3 <= field || tag >>> 3 > Integer.MAX_VALUE) {
                    throw new MalformedFact("Fields are out of order.");
                }
                field = (int) (tag >>> 3);
                kind = Kind.of(tag);
                held = true;
            }
            if (field > wanted) return false;
            held = false;
            if (field == wanted) {
                if (kind != as) throw new MalformedFact("Field " + wanted + " is " + kind + ", not " + as + ".");
                return true;
            }
            source.skip(kind);
        }
    }
}
