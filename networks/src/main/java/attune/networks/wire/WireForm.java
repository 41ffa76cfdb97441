package attune.networks.wire;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.model.event.Act;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.networks.wire.ItemStatement.To;
import attune.networks.wire.MemberWire.What;
import attune.store.log.Directory;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes events of the log in the form in which networks send them, for whoever asks for a copy. Reading it
/// back yields the same events.
///
/// Threads: any, under the state's read lock, because names are looked up in the directory.
public final class WireForm {
    private final Directory directory;
    private final TraceReferences traces;

    public WireForm(Directory directory, TraceReferences traces) {
        this.directory = directory;
        this.traces = traces;
    }

    /// The fields of an event in their order. Empty for what no network states (slates served, tombstones,
    /// topics, which are defined by using them), and for what names somebody who was erased.
    public Optional<Map<String, Json>> fields(Envelope envelope) {
        try {
            WireObject object = of(envelope.event());
            return Optional.ofNullable(object).map(known -> known.stated(envelope));
        } catch (NoSuchElementException erased) {
            return Optional.empty();
        }
    }

    /// Writes the event as one JSON object; false, with nothing written, if it has no wire form.
    public boolean write(Envelope envelope, JsonWriter out) {
        Optional<Map<String, Json>> fields = fields(envelope);
        if (fields.isEmpty()) return false;
        out.object();
        fields.get().forEach(out::field);
        out.end();
        return true;
    }

    private @Nullable WireObject of(Event event) {
        return switch (event) {
            case MemberJoined e -> profile(WireType.MEMBER_JOINED, e.profile());
            case MemberChanged e -> profile(WireType.MEMBER_CHANGED, e.profile());
            case MemberLeft e -> by(WireType.MEMBER_LEFT, e);
            case MemberDeactivated e -> by(WireType.MEMBER_DEACTIVATED, e);
            case MemberReactivated e -> by(WireType.MEMBER_REACTIVATED, e);
            case Followed e -> tie(by(WireType.FOLLOWED, e), e.other());
            case Unfollowed e -> tie(by(WireType.UNFOLLOWED, e), e.other());
            case Blocked e -> tie(by(WireType.BLOCKED, e), e.other());
            case Unblocked e -> tie(by(WireType.UNBLOCKED, e), e.other());
            case Muted e -> mute(by(WireType.MUTED, e), e.mute());
            case Unmuted e -> mute(by(WireType.UNMUTED, e), e.mute());
            case GroupJoined e -> by(WireType.GROUP_JOINED, e).text("group", name(e.group()));
            case GroupLeft e -> by(WireType.GROUP_LEFT, e).text("group", name(e.group()));
            case ItemPublished e -> post(WireType.ITEM_PUBLISHED, e.member(), e.post());
            case ItemEdited e -> post(WireType.ITEM_EDITED, e.member(), e.post());
            case ItemRemoved e -> new WireObject(WireType.ITEM_REMOVED).text("item", name(e.item()));
            case Impressed e ->
                traced(on(WireType.IMPRESSED, e), e.trace()).numberIf(e.position() >= 0, "position", e.position());
            case Acted e ->
                traced(on(WireType.ACTED, e).text("act", act(e.act().value())).number("value", e.value()), e.trace());
            case ActUndone e ->
                on(WireType.ACT_UNDONE, e).text("act", act(e.act().value()));
            case Searched e -> by(WireType.SEARCHED, e).text("query", e.query());
            case Viewed e -> on(WireType.VIEWED, e);
            case Added e -> on(WireType.ADDED, e).number("quantity", e.quantity());
            case Purchased e ->
                on(WireType.PURCHASED, e)
                        .number("quantity", e.quantity())
                        .number("amountMicros", e.amountMicros())
                        .text("currency", e.currency());
            case ConsentGiven e ->
                by(WireType.CONSENT_GIVEN, e)
                        .text("purpose", WireFields.wireName(e.purpose()))
                        .number("version", e.version());
            case ConsentWithdrawn e ->
                by(WireType.CONSENT_WITHDRAWN, e).text("purpose", WireFields.wireName(e.purpose()));
            case ControlSet e ->
                by(WireType.CONTROL_SET, e).text("control", e.control()).text("value", e.value());
            case ItemLabelled e -> label(new WireObject(WireType.LABEL_SET).text("item", name(e.item())), e.label());
            case MemberLabelled e -> label(by(WireType.LABEL_SET, e), e.label());
            case ActDefined e -> defined(e.act());
            case QuarantinePlaced _, QuarantineReleased _ -> null;
            case MemberErased _, Served _, TopicDefined _ -> null;
            case HoldPlaced _, HoldLifted _, ErasureAsked _ -> null;
        };
    }

    private WireObject by(WireType type, OfMember event) {
        return new WireObject(type).text("member", name(event.member()));
    }

    private WireObject on(WireType type, OnItem event) {
        return by(type, event).text("item", name(event.item()));
    }

    private WireObject tie(WireObject object, MemberId other) {
        return object.text("other", name(other));
    }

    private WireObject traced(WireObject object, @Nullable TraceId trace) {
        if (trace != null) traces.write(trace).ifPresent(reference -> object.text("trace", reference));
        return object;
    }

    private static WireObject profile(WireType type, Profile profile) {
        return new WireObject(type)
                .text("member", profile.externalId().value())
                .text("name", profile.name())
                .textIf(!profile.languages().isEmpty(), "locale", String.join(",", profile.languages()))
                .text("timeZone", profile.zone().getId())
                .text("ageBand", WireFields.wireName(profile.ageBand()))
                .truth("locked", profile.locked())
                .truth("recommendable", profile.recommendable());
    }

    private WireObject mute(WireObject object, Mute mute) {
        return switch (mute) {
            case Mute.OfMember of -> what(object, What.MEMBER, name(of.other()));
            case Mute.OfWord of -> what(object, What.WORD, of.word());
            case Mute.OfTopic of -> what(object, What.TOPIC, directory.topicName(of.topic()));
        };
    }

    private static WireObject what(WireObject object, What what, String value) {
        return object.text("what", WireFields.wireName(what)).text("value", value);
    }

    private WireObject post(WireType type, MemberId author, Post post) {
        WireObject object = new WireObject(type)
                .text("item", post.externalId().value())
                .text("author", name(author))
                .text("kind", WireFields.wireName(post.kind()))
                .text("text", post.text())
                .text("language", post.language())
                .texts(
                        "topics",
                        post.topics().stream().map(directory::topicName).toList());
        audience(object, post.audience());
        object.texts("mentions", post.mentions().stream().map(this::name).toList());
        // In an edit, silence would keep what it answered before.
        if (type == WireType.ITEM_EDITED && post.thread().equals(ThreadLinks.NONE)) object.nothing("replyTo");
        link(object, "replyTo", post.thread().replyTo());
        link(object, "quoteOf", post.thread().quoteOf());
        link(object, "repostOf", post.thread().repostOf());
        return object;
    }

    private void audience(WireObject object, Audience audience) {
        To to = switch (audience) {
            case Audience.Public _ -> To.PUBLIC;
            case Audience.Followers _ -> To.FOLLOWERS;
            case Audience.Group _ -> To.GROUP;
            case Audience.Mentioned _ -> To.MENTIONED;
            case Audience.OnlyMe _ -> To.ME;
        };
        object.text("audience", WireFields.wireName(to));
        if (audience instanceof Audience.Group of) object.text("group", name(of.group()));
    }

    private void link(WireObject object, String field, @Nullable ItemId item) {
        if (item != null) object.text(field, name(item));
    }

    private static WireObject label(WireObject object, Label label) {
        return object.text("label", label.value())
                .truth("negated", label.negated())
                .timeIf(label.expiresMillis() != Long.MAX_VALUE, "expires", label.expiresMillis())
                .text("source", label.source());
    }

    private static WireObject defined(Act act) {
        return new WireObject(WireType.ACT_DEFINED)
                .text("act", act.name())
                .text("unit", WireFields.wireName(act.unit()))
                .text("polarity", WireFields.wireName(act.polarity()))
                .truth("shown", act.shown());
    }

    private String name(MemberId member) {
        return directory.externalId(member).value();
    }

    private String name(ItemId item) {
        return directory.externalId(item).value();
    }

    private String act(int act) {
        return directory.act(act).name();
    }
}
