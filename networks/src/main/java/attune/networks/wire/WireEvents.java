package attune.networks.wire;

import attune.http.json.JsonObject;
import attune.http.json.NearestName;
import attune.http.problem.ProblemException;
import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.networks.wire.Reading.Refused;
import attune.networks.wire.Reading.Understood;
import attune.store.log.Draft;
import attune.store.log.Resolution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads events from JSON. The shape is judged here, against nothing but the event itself; whether its members
/// and items exist is judged by the log, in its own order.
///
/// Immutable; safe for any thread.
public final class WireEvents {
    private final String source;
    private final TraceReferences traces;

    /// @param source what an event's source is when it does not say, such as `api`
    public WireEvents(String source, TraceReferences traces) {
        this.source = Origin.of(source).source();
        this.traces = traces;
    }

    public Reading read(JsonObject json, Sender sender) {
        try {
            WireType type = type(json);
            json.only(type.fields());
            WireFields fields = new WireFields(json, traces);
            return new Understood(
                    type,
                    switch (sender) {
                        case Sender.Network _ -> draft(type, fields);
                        case Sender.Member(var self) -> new OwnFact(self).restrict(type, fields, draft(type, fields));
                    },
                    protects(type, json));
        } catch (ProblemException refused) {
            return new Refused(refused.problem());
        }
    }

    private static WireType type(JsonObject json) {
        String name = json.text("type");
        Optional<WireType> type = WireType.named(name);
        if (type.isPresent()) return type.get();
        String hint = NearestName.of(name, WireType.names())
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse("known: "
                        + String.join(", ", WireType.names().stream().sorted().toList()));
        throw json.invalid("type", "unknown type", hint);
    }

    private static boolean protects(WireType type, JsonObject json) {
        return switch (type) {
            case MEMBER_CHANGED,
                    MEMBER_LEFT,
                    MEMBER_DEACTIVATED,
                    ITEM_REMOVED,
                    UNFOLLOWED,
                    BLOCKED,
                    MUTED,
                    GROUP_LEFT,
                    ACT_UNDONE,
                    CONSENT_WITHDRAWN,
                    CONTROL_SET,
                    LABEL_SET,
                    RECORD_DELETED -> true;
            case ACTED ->
                Acts.STANDARD.stream()
                        .anyMatch(act -> act.polarity() == Act.Polarity.NEGATIVE
                                && act.name().equals(json.text("act")));
            case MEMBER_JOINED,
                    MEMBER_REACTIVATED,
                    ITEM_PUBLISHED,
                    ITEM_EDITED,
                    FOLLOWED,
                    UNBLOCKED,
                    UNMUTED,
                    GROUP_JOINED,
                    IMPRESSED,
                    SEARCHED,
                    VIEWED,
                    ADDED,
                    PURCHASED,
                    CONSENT_GIVEN,
                    ACT_DEFINED -> false;
        };
    }

    private Draft draft(WireType type, WireFields fields) {
        Origin origin = origin(type, fields);
        String idempotency = fields.findText("id", Draft.MAX_IDEMPOTENCY_CHARS).orElse(null);
        if (idempotency != null && idempotency.isBlank()) {
            throw fields.invalid("id", "is blank", "give an id or leave it out");
        }
        return new Draft(origin, idempotency, fields.millis("at", Draft.NOW), resolution(type, fields, origin));
    }

    private Origin origin(WireType type, WireFields fields) {
        String from = fields.findText("source", 100).orElse(source);
        Origin origin = fields.made("source", () -> Origin.of(from));
        // In a deletion, `record` names what is undone and not where the deletion itself was stated.
        @Nullable String record = type == WireType.RECORD_DELETED ? null : record(fields);
        return fields.made("record", () -> new Origin(origin.source(), record));
    }

    private static @Nullable String record(WireFields fields) {
        return fields.findText("record", Origin.MAX_RECORD_CHARS).orElse(null);
    }

    private static Resolution resolution(WireType type, WireFields fields, Origin origin) {
        return switch (type) {
            case MEMBER_JOINED -> MemberWire.joined(fields);
            case MEMBER_CHANGED -> MemberWire.changed(fields);
            case MEMBER_LEFT -> Named.ofMember(fields.id("member"), Event.MemberLeft::new);
            case MEMBER_DEACTIVATED -> Named.ofMember(fields.id("member"), Event.MemberDeactivated::new);
            case MEMBER_REACTIVATED -> Named.ofMember(fields.id("member"), Event.MemberReactivated::new);
            case ITEM_PUBLISHED -> ItemWire.published(fields).published();
            case ITEM_EDITED -> ItemWire.edited(fields).edited();
            case ITEM_REMOVED -> Named.removed(fields.id("item"));
            case FOLLOWED -> Named.tie(fields.id("member"), fields.id("other"), Event.Followed::new);
            case UNFOLLOWED -> Named.tie(fields.id("member"), fields.id("other"), Event.Unfollowed::new);
            case BLOCKED -> Named.tie(fields.id("member"), fields.id("other"), Event.Blocked::new);
            case UNBLOCKED -> Named.tie(fields.id("member"), fields.id("other"), Event.Unblocked::new);
            case MUTED -> MemberWire.mute(fields, Event.Muted::new);
            case UNMUTED -> MemberWire.mute(fields, Event.Unmuted::new);
            case GROUP_JOINED -> Named.group(fields.id("member"), fields.id("group"), Event.GroupJoined::new);
            case GROUP_LEFT -> Named.group(fields.id("member"), fields.id("group"), Event.GroupLeft::new);
            case IMPRESSED -> ActWire.impressed(fields);
            case ACTED -> ActWire.acted(fields);
            case ACT_UNDONE -> ActWire.undone(fields);
            case SEARCHED -> MemberWire.searched(fields);
            case VIEWED -> Named.onItem(fields.id("member"), fields.id("item"), Event.Viewed::new);
            case ADDED -> ActWire.added(fields);
            case PURCHASED -> ActWire.purchased(fields);
            case CONSENT_GIVEN -> MemberWire.consentGiven(fields);
            case CONSENT_WITHDRAWN -> MemberWire.consentWithdrawn(fields);
            case CONTROL_SET -> MemberWire.controlSet(fields);
            case LABEL_SET -> ActWire.labelled(fields, origin.source());
            case ACT_DEFINED -> ActWire.defined(fields);
            case RECORD_DELETED ->
                Named.recordDeleted(origin.source(), fields.text("record", 1, Origin.MAX_RECORD_CHARS));
        };
    }
}
