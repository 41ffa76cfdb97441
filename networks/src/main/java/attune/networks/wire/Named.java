package attune.networks.wire;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import attune.store.log.Rejection;
import attune.store.log.Resolution;
import attune.store.log.Undo;
import org.jspecify.annotations.Nullable;

/// Facts by the names a network gives, to be turned into dense ids in the log's order. Every adapter states its
/// facts with these, so that each field has one meaning and one error wherever it comes from.
public final class Named {
    private Named() {}

    public static Resolution joined(Profile profile) {
        return ids -> new MemberJoined(ids.newMember(profile.externalId()), profile);
    }

    public static Resolution changed(Profile profile) {
        return ids -> new MemberChanged(ids.member("member", profile.externalId()), profile);
    }

    /// A fact that only names its member, such as `Event.MemberLeft::new`.
    public static Resolution ofMember(ExternalId member, OfOne<MemberId> made) {
        return ids -> made.from(ids.member("member", member));
    }

    /// A tie between two members, such as `Event.Followed::new`.
    public static Resolution tie(ExternalId member, ExternalId other, OfTwo<MemberId, MemberId> made) {
        return ids -> made.from(ids.member("member", member), ids.member("other", other));
    }

    /// `Event.GroupJoined::new` or `Event.GroupLeft::new`.
    public static Resolution group(ExternalId member, ExternalId group, OfTwo<MemberId, ItemId> made) {
        return ids -> made.from(ids.member("member", member), ids.item("group", group));
    }

    /// `Event.Muted::new` or `Event.Unmuted::new` for another member.
    public static Resolution muteOfMember(ExternalId member, ExternalId other, OfTwo<MemberId, Mute> made) {
        return ids -> made.from(ids.member("member", member), new Mute.OfMember(ids.member("value", other)));
    }

    public static Resolution muteOfWord(ExternalId member, Mute.OfWord word, OfTwo<MemberId, Mute> made) {
        return ids -> made.from(ids.member("member", member), word);
    }

    public static Resolution muteOfTopic(ExternalId member, String topic, OfTwo<MemberId, Mute> made) {
        return ids -> made.from(ids.member("member", member), new Mute.OfTopic(ids.topic(topic)));
    }

    /// The author need not be named: only the author can remove an item.
    public static Resolution removed(ExternalId item) {
        return ids -> {
            ItemId id = ids.item("item", item);
            return new ItemRemoved(ids.author(id), id);
        };
    }

    /// A fact about one member and one item, such as `Event.Viewed::new`.
    public static Resolution onItem(ExternalId member, ExternalId item, OfTwo<MemberId, ItemId> made) {
        return ids -> made.from(ids.member("member", member), ids.item("item", item));
    }

    public static Resolution impressed(ExternalId member, ExternalId item, @Nullable TraceId trace, int position) {
        return onItem(member, item, (who, what) -> new Impressed(who, what, trace, position));
    }

    public static Resolution acted(
            ExternalId member, ExternalId item, String act, long value, @Nullable TraceId trace) {
        return ids -> new Acted(
                ids.member("member", member),
                ids.item("item", item),
                ids.act(act).id(),
                value,
                trace);
    }

    public static Resolution actUndone(ExternalId member, ExternalId item, String act) {
        return ids -> new ActUndone(
                ids.member("member", member),
                ids.item("item", item),
                ids.act(act).id());
    }

    public static Resolution consentGiven(ExternalId member, Purpose purpose, int version) {
        return ofMember(member, who -> new ConsentGiven(who, purpose, version));
    }

    public static Resolution itemLabelled(ExternalId item, Label label) {
        return ids -> new ItemLabelled(ids.item("item", item), label);
    }

    public static Resolution actDefined(String name, Act.Unit unit, Act.Polarity polarity, boolean shown) {
        return ids -> new ActDefined(ids.newAct(name, unit, polarity, shown));
    }

    /// Undoes what a foreign record stated.
    public static Resolution recordDeleted(String source, String record) {
        return ids -> {
            Event fact = ids.factFrom(source, record);
            return Undo.of(fact)
                    .orElseThrow(() -> new Rejection(
                            "not-undoable",
                            "record",
                            "What this record stated cannot be taken back. Maybe ask for the member's erasure."));
        };
    }

    /// The same fact, but only if it is the member's own; otherwise rejected with `not-own`. It is judged after
    /// the ids are resolved, because some facts do not name their owner.
    static Resolution ownedBy(ExternalId self, Resolution fact) {
        return ids -> {
            Event event = fact.resolve(ids);
            if (event instanceof OfMember owned && owned.member().equals(ids.member("member", self))) return event;
            throw new Rejection("not-own", "member", "A member's token states only that member's own facts.");
        };
    }

    /// Makes an event of one thing named.
    @FunctionalInterface
    public interface OfOne<A> {
        Event from(A first);
    }

    /// Makes an event of two things named.
    @FunctionalInterface
    public interface OfTwo<A, B> {
        Event from(A first, B second);
    }
}
