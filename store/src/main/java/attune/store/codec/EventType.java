package attune.store.codec;

import org.jspecify.annotations.Nullable;

/// The table of type numbers. They are part of the log's format: never renumber, never reuse, only append.
public enum EventType {
    MEMBER_JOINED(1),
    MEMBER_CHANGED(2),
    MEMBER_LEFT(3),
    MEMBER_DEACTIVATED(4),
    MEMBER_REACTIVATED(5),
    MEMBER_ERASED(6),
    FOLLOWED(7),
    UNFOLLOWED(8),
    BLOCKED(9),
    UNBLOCKED(10),
    MUTED(11),
    UNMUTED(12),
    GROUP_JOINED(13),
    GROUP_LEFT(14),
    ITEM_PUBLISHED(15),
    ITEM_EDITED(16),
    ITEM_REMOVED(17),
    SERVED(18),
    IMPRESSED(19),
    ACTED(20),
    ACT_UNDONE(21),
    SEARCHED(22),
    VIEWED(23),
    ADDED(24),
    PURCHASED(25),
    CONSENT_GIVEN(26),
    CONSENT_WITHDRAWN(27),
    CONTROL_SET(28),
    ITEM_LABELLED(29),
    MEMBER_LABELLED(30),
    TOPIC_DEFINED(31),
    ACT_DEFINED(32),
    HOLD_PLACED(33),
    HOLD_LIFTED(34),
    QUARANTINE_PLACED(35),
    QUARANTINE_RELEASED(36),
    ERASURE_ASKED(37);

    private static final @Nullable EventType[] BY_NUMBER = byNumber();

    private final int number;

    EventType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// Null for a number of a newer version.
    static @Nullable EventType of(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    private static @Nullable EventType[] byNumber() {
        EventType[] all = values();
        @Nullable EventType[] table = new @Nullable EventType[all[all.length - 1].number + 1];
        for (EventType type : all) table[type.number] = type;
        return table;
    }
}
