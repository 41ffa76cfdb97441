package attune.store.codec;

import static attune.store.codec.EventType.*;

import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;

/// Writes events. Field numbers are part of the format; what they mean is said here and read in [EventDecoder].
final class EventEncoder {
    private final FieldWriter open = new FieldWriter();
    private final FieldWriter personal = new FieldWriter();

    private EventEncoder() {}

    static Encoded encode(Event event) {
        EventEncoder encoder = new EventEncoder();
        EventType type = encoder.write(event);
        int owner = event instanceof OfMember fact ? fact.member().value() : Encoded.NO_OWNER;
        return new Encoded(type.number(), owner, encoder.open.bytes(), encoder.personal.bytes());
    }

    private EventType write(Event event) {
        return switch (event) {
            case MemberJoined e -> {
                NounCodec.write(personal, e.profile());
                yield MEMBER_JOINED;
            }
            case MemberChanged e -> {
                NounCodec.write(personal, e.profile());
                yield MEMBER_CHANGED;
            }
            case MemberLeft _ -> MEMBER_LEFT;
            case MemberDeactivated _ -> MEMBER_DEACTIVATED;
            case MemberReactivated _ -> MEMBER_REACTIVATED;
            case MemberErased _ -> MEMBER_ERASED;
            case Followed e -> {
                open.member(1, e.other());
                yield FOLLOWED;
            }
            case Unfollowed e -> {
                open.member(1, e.other());
                yield UNFOLLOWED;
            }
            case Blocked e -> {
                open.member(1, e.other());
                yield BLOCKED;
            }
            case Unblocked e -> {
                open.member(1, e.other());
                yield UNBLOCKED;
            }
            case Muted e -> {
                mute(e.mute());
                yield MUTED;
            }
            case Unmuted e -> {
                mute(e.mute());
                yield UNMUTED;
            }
            case GroupJoined e -> {
                open.item(1, e.group());
                yield GROUP_JOINED;
            }
            case GroupLeft e -> {
                open.item(1, e.group());
                yield GROUP_LEFT;
            }
            case ItemPublished e -> {
                open.item(1, e.item());
                NounCodec.write(open, personal, e.post());
                yield ITEM_PUBLISHED;
            }
            case ItemEdited e -> {
                open.item(1, e.item());
                NounCodec.write(open, personal, e.post());
                yield ITEM_EDITED;
            }
            case ItemRemoved e -> {
                open.item(1, e.item());
                yield ITEM_REMOVED;
            }
            case Served e -> {
                open.fixed(1, e.trace().value()).text(2, e.surface()).items(3, e.items());
                yield SERVED;
            }
            case Impressed e -> {
                open.item(1, e.item());
                if (e.trace() != null) open.fixed(2, e.trace().value());
                open.number(3, e.position());
                yield IMPRESSED;
            }
            case Acted e -> {
                open.item(1, e.item()).number(2, e.act().value()).number(3, e.value());
                if (e.trace() != null) open.fixed(4, e.trace().value());
                yield ACTED;
            }
            case ActUndone e -> {
                open.item(1, e.item()).number(2, e.act().value());
                yield ACT_UNDONE;
            }
            case Searched e -> {
                personal.text(1, e.query());
                yield SEARCHED;
            }
            case Viewed e -> {
                open.item(1, e.item());
                yield VIEWED;
            }
            case Added e -> {
                open.item(1, e.item()).number(2, e.quantity());
                yield ADDED;
            }
            case Purchased e -> {
                open.item(1, e.item())
                        .number(2, e.quantity())
                        .number(3, e.amountMicros())
                        .text(4, e.currency());
                yield PURCHASED;
            }
            case ConsentGiven e -> {
                open.choice(1, e.purpose()).number(2, e.version());
                yield CONSENT_GIVEN;
            }
            case ConsentWithdrawn e -> {
                open.choice(1, e.purpose());
                yield CONSENT_WITHDRAWN;
            }
            case ControlSet e -> {
                personal.text(1, e.control()).text(2, e.value());
                yield CONTROL_SET;
            }
            case HoldPlaced e -> {
                open.number(1, e.untilMillis());
                personal.text(1, e.reference());
                yield HOLD_PLACED;
            }
            case HoldLifted _ -> HOLD_LIFTED;
            case ErasureAsked _ -> ERASURE_ASKED;
            case ItemLabelled e -> {
                open.item(1, e.item());
                NounCodec.write(open, e.label());
                yield ITEM_LABELLED;
            }
            case MemberLabelled e -> {
                NounCodec.write(open, e.label());
                yield MEMBER_LABELLED;
            }
            case QuarantinePlaced e -> {
                open.text(1, e.rule())
                        .number(2, e.sinceMillis())
                        .number(3, e.observed())
                        .number(4, e.limit());
                yield QUARANTINE_PLACED;
            }
            case QuarantineReleased e -> {
                open.flag(1, e.counted());
                yield QUARANTINE_RELEASED;
            }
            case TopicDefined e -> {
                open.number(1, e.topic().value()).text(2, e.name());
                yield TOPIC_DEFINED;
            }
            case ActDefined e -> {
                NounCodec.write(open, e.act());
                yield ACT_DEFINED;
            }
        };
    }

    private void mute(Mute mute) {
        switch (mute) {
            case Mute.OfMember of -> open.member(1, of.other());
            case Mute.OfWord of -> personal.text(1, of.word());
            case Mute.OfTopic of -> open.number(2, of.topic().value());
        }
    }
}
