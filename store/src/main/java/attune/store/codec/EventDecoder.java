package attune.store.codec;

import attune.model.event.ActId;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.identity.TraceId;
import attune.model.policy.Purpose;
import org.jspecify.annotations.Nullable;

/// Reads what [EventEncoder] wrote.
final class EventDecoder {
    private static final Purpose[] PURPOSES = Purpose.values();

    private final Encoded encoded;
    private final FieldReader open;
    private final FieldReader personal;

    private EventDecoder(Encoded encoded) {
        this.encoded = encoded;
        this.open = new FieldReader(encoded.open());
        this.personal = new FieldReader(encoded.personal());
    }

    static Event decode(EventType type, Encoded encoded) {
        return new EventDecoder(encoded).read(type);
    }

    private Event read(EventType type) {
        return switch (type) {
            case MEMBER_JOINED -> new MemberJoined(owner(), NounCodec.profile(personal));
            case MEMBER_CHANGED -> new MemberChanged(owner(), NounCodec.profile(personal));
            case MEMBER_LEFT -> new MemberLeft(owner());
            case MEMBER_DEACTIVATED -> new MemberDeactivated(owner());
            case MEMBER_REACTIVATED -> new MemberReactivated(owner());
            case MEMBER_ERASED -> new MemberErased(owner());
            case FOLLOWED -> new Followed(owner(), open.member(1));
            case UNFOLLOWED -> new Unfollowed(owner(), open.member(1));
            case BLOCKED -> new Blocked(owner(), open.member(1));
            case UNBLOCKED -> new Unblocked(owner(), open.member(1));
            case MUTED -> new Muted(owner(), mute());
            case UNMUTED -> new Unmuted(owner(), mute());
            case GROUP_JOINED -> new GroupJoined(owner(), open.item(1));
            case GROUP_LEFT -> new GroupLeft(owner(), open.item(1));
            case ITEM_PUBLISHED -> new ItemPublished(owner(), open.item(1), NounCodec.post(open, personal));
            case ITEM_EDITED -> new ItemEdited(owner(), open.item(1), NounCodec.post(open, personal));
            case ITEM_REMOVED -> new ItemRemoved(owner(), open.item(1));
            case SERVED -> new Served(owner(), servedTrace(), open.text(2), open.items(3));
            case IMPRESSED -> new Impressed(owner(), open.item(1), trace(2), open.integer(3));
            case ACTED -> new Acted(owner(), open.item(1), act(2), open.number(3), trace(4));
            case ACT_UNDONE -> new ActUndone(owner(), open.item(1), act(2));
            case SEARCHED -> new Searched(owner(), personal.text(1));
            case VIEWED -> new Viewed(owner(), open.item(1));
            case ADDED -> new Added(owner(), open.item(1), open.integer(2));
            case PURCHASED -> new Purchased(owner(), open.item(1), open.integer(2), open.number(3), open.text(4));
            case CONSENT_GIVEN -> new ConsentGiven(owner(), open.choice(1, PURPOSES), open.integer(2));
            case CONSENT_WITHDRAWN -> new ConsentWithdrawn(owner(), open.choice(1, PURPOSES));
            case CONTROL_SET -> new ControlSet(owner(), personal.text(1), personal.text(2));
            case HOLD_PLACED -> new HoldPlaced(owner(), personal.text(1), open.number(1));
            case HOLD_LIFTED -> new HoldLifted(owner());
            case ERASURE_ASKED -> new ErasureAsked(owner());
            case ITEM_LABELLED -> new ItemLabelled(open.item(1), NounCodec.label(open));
            case MEMBER_LABELLED -> new MemberLabelled(owner(), NounCodec.label(open));
            case QUARANTINE_PLACED ->
                new QuarantinePlaced(owner(), open.text(1), open.number(2), open.number(3), open.number(4));
            case QUARANTINE_RELEASED -> new QuarantineReleased(owner(), open.flag(1));
            case TOPIC_DEFINED -> new TopicDefined(new TopicId(open.integer(1)), open.text(2));
            case ACT_DEFINED -> new ActDefined(NounCodec.act(open));
        };
    }

    private MemberId owner() {
        return new MemberId(encoded.owner());
    }

    private ActId act(int field) {
        return new ActId(open.integer(field));
    }

    private TraceId servedTrace() {
        TraceId trace = trace(1);
        if (trace == null) throw new MalformedFact("Field 1 is missing.");
        return trace;
    }

    private @Nullable TraceId trace(int field) {
        Long value = open.fixed(field);
        return value == null ? null : new TraceId(value);
    }

    private Mute mute() {
        if (encoded.personal().length > 0) return new Mute.OfWord(personal.text(1));
        MemberId other = open.memberIfAny(1);
        return other != null ? new Mute.OfMember(other) : new Mute.OfTopic(new TopicId(open.integer(2)));
    }
}
