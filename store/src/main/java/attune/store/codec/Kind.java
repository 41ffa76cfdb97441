package attune.store.codec;

/// How a field's value is written: the low three bits of its tag. Part of the format.
///
/// Members and items have kinds of their own, so that erasure and the scanner find whom a fact names even in facts that
/// only a newer version understands.
enum Kind {
    /// A signed number as a zigzag varint.
    NUMBER,
    /// Eight bytes, big-endian: for numbers that are random anyway.
    FIXED,
    /// A length and that many bytes of UTF-8.
    TEXT,
    MEMBER,
    ITEM,
    /// A length in bytes and varints; other numbers, members, items.
    NUMBERS,
    MEMBERS,
    ITEMS;

    private static final Kind[] ALL = values();

    static Kind of(long tag) {
        return ALL[(int) (tag & 7)];
    }
}
