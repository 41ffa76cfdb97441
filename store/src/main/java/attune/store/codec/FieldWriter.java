package attune.store.codec;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes tagged fields. Fields come in ascending order of their numbers; absent ones are left out.
final class FieldWriter {
    private final ByteSink sink = new ByteSink();
    private int last;

    FieldWriter number(int field, long value) {
        tag(field, Kind.NUMBER).zigzag(value);
        return this;
    }

    FieldWriter flag(int field, boolean value) {
        return value ? number(field, 1) : this;
    }

    /// A choice is written as its position in the enum, which is thereby part of the format: append only.
    @SuppressWarnings("EnumOrdinal")
    FieldWriter choice(int field, Enum<?> value) {
        return number(field, value.ordinal());
    }

    FieldWriter fixed(int field, long value) {
        tag(field, Kind.FIXED).fixed(value, 8);
        return this;
    }

    FieldWriter text(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        ByteSink to = tag(field, Kind.TEXT);
        to.varint(utf8.length);
        to.put(utf8);
        return this;
    }

    FieldWriter member(int field, MemberId member) {
        tag(field, Kind.MEMBER).varint(member.value());
        return this;
    }

    FieldWriter item(int field, @Nullable ItemId item) {
        if (item != null) tag(field, Kind.ITEM).varint(item.value());
        return this;
    }

    FieldWriter topics(int field, List<TopicId> topics) {
        return list(
                field, Kind.NUMBERS, topics.stream().mapToInt(TopicId::value).toArray());
    }

    FieldWriter members(int field, List<MemberId> members) {
        return list(
                field, Kind.MEMBERS, members.stream().mapToInt(MemberId::value).toArray());
    }

    FieldWriter items(int field, List<ItemId> items) {
        return list(field, Kind.ITEMS, items.stream().mapToInt(ItemId::value).toArray());
    }

    byte[] bytes() {
        return sink.toBytes();
    }

    private FieldWriter list(int field, Kind kind, int[] values) {
        if (values.length == 0) return this;
        ByteSink list = new ByteSink();
        for (int value : values) list.varint(value);
        ByteSink to = tag(field, kind);
        to.varint(list.size());
        to.put(list.toBytes());
        return this;
    }

    @SuppressWarnings("EnumOrdinal")
    private ByteSink tag(int field, Kind kind) {
        if (field <= last) throw new IllegalStateException("Field " + field + " is written after field " + last + ".");
        last = field;
        sink.varint((long) field << 3 | kind.ordinal());
        return sink;
    }
}
