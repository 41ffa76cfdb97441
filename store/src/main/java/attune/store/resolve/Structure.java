package attune.store.resolve;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Audience;
import attune.model.item.Post;
import attune.store.log.Rejection;
import org.jspecify.annotations.Nullable;

/// What must hold of every event, whoever sends it: it names only members, items, topics and acts that exist and are
/// not erased, and takes new numbers in order. What a network may say beyond that is for its adapter to check.
final class Structure {
    static final String HELD = "member-held";

    private final Pending pending;

    Structure(Pending pending) {
        this.pending = pending;
    }

    /// @param topicLimit topics below it exist, those defined for this event included
    void check(Event event, int topicLimit) throws Rejection {
        if (event instanceof OfMember owned && !(event instanceof MemberJoined)) known("member", owned.member());
        if (event instanceof OnItem on && !(event instanceof ItemPublished)) known("item", on.item());
        switch (event) {
            case MemberJoined e -> {
                isNext("member", e.member().value(), pending.next().member());
                if (pending.member(e.profile().externalId().value()) >= 0) {
                    throw new Rejection("member-exists", "member", "A member has this id already.");
                }
            }
            case MemberChanged e ->
                same(
                        "member",
                        e.profile().externalId().value(),
                        pending.memberName(e.member().value()));
            case Followed e -> other(e.member(), e.other());
            case Unfollowed e -> other(e.member(), e.other());
            case Blocked e -> other(e.member(), e.other());
            case Unblocked e -> other(e.member(), e.other());
            case Muted e -> mute(e.member(), e.mute(), topicLimit);
            case Unmuted e -> mute(e.member(), e.mute(), topicLimit);
            case GroupJoined e -> known("group", e.group());
            case GroupLeft e -> known("group", e.group());
            case ItemPublished e -> {
                isNext("item", e.item().value(), pending.next().item());
                if (pending.item(e.post().externalId().value()) >= 0) {
                    throw new Rejection("item-exists", "item", "An item has this id already.");
                }
                post(e.post(), topicLimit);
            }
            case ItemEdited e -> {
                authored(e.member(), e.item());
                same(
                        "item",
                        e.post().externalId().value(),
                        pending.itemName(e.item().value()));
                post(e.post(), topicLimit);
            }
            case ItemRemoved e -> authored(e.member(), e.item());
            case Served e -> {
                for (ItemId item : e.items()) known("items", item);
            }
            case Acted e -> act(e.act().value());
            case ActUndone e -> act(e.act().value());
            case ItemLabelled e -> known("item", e.item());
            case TopicDefined e -> isNext("topic", e.topic().value(), topicLimit);
            case ActDefined e -> defined(e.act());
            case MemberErased e -> {
                if (pending.held(e.member().value())) {
                    throw new Rejection(HELD, "member", "A legal hold keeps the member's data; lift it first.");
                }
            }
            case HoldPlaced _, ErasureAsked _ -> {}
            case HoldLifted e -> {
                if (!pending.held(e.member().value())) {
                    throw new Rejection("not-held", "member", "No legal hold stands on the member.");
                }
            }
            case MemberLeft _, MemberDeactivated _, MemberReactivated _, MemberLabelled _ -> {}
            case Impressed _, Searched _, Viewed _, Added _, Purchased _ -> {}
            case ConsentGiven e -> {
                if (pending.restricted(e.member().value())) {
                    throw new Rejection(
                            "member-restricted", "member", "The member asked for erasure; nothing new may be allowed.");
                }
            }
            case ConsentWithdrawn _, ControlSet _ -> {}
            case QuarantinePlaced _, QuarantineReleased _ -> {}
        }
    }

    private void post(Post post, int topicLimit) throws Rejection {
        if (post.audience() instanceof Audience.Group of) known("group", of.group());
        knownIfAny("replyTo", post.thread().replyTo());
        knownIfAny("quoteOf", post.thread().quoteOf());
        knownIfAny("repostOf", post.thread().repostOf());
        for (MemberId member : post.mentions()) known("mentions", member);
        for (TopicId topic : post.topics()) topic("topics", topic, topicLimit);
    }

    private void mute(MemberId member, Mute mute, int topicLimit) throws Rejection {
        switch (mute) {
            case Mute.OfMember of -> other(member, of.other());
            case Mute.OfTopic of -> topic("value", of.topic(), topicLimit);
            case Mute.OfWord _ -> {}
        }
    }

    private void other(MemberId member, MemberId other) throws Rejection {
        known("other", other);
        if (member.equals(other)) {
            throw new Rejection("same-member", "other", "A tie needs two members; both are the same.");
        }
    }

    private void authored(MemberId member, ItemId item) throws Rejection {
        if (pending.author(item.value()) != member.value()) {
            throw new Rejection("not-the-author", "author", "Only its author edits or removes an item.");
        }
    }

    private void known(String field, MemberId member) throws Rejection {
        if (!pending.knowsMember(member.value())) {
            throw new Rejection("unknown-member", field, "No member has this number, or the member was erased.");
        }
    }

    private void known(String field, ItemId item) throws Rejection {
        if (!pending.knowsItem(item.value())) {
            throw new Rejection("unknown-item", field, "No item has this number, or its author was erased.");
        }
    }

    private void knownIfAny(String field, @Nullable ItemId item) throws Rejection {
        if (item != null) known(field, item);
    }

    private static void topic(String field, TopicId topic, int limit) throws Rejection {
        if (topic.value() >= limit) throw new Rejection("unknown-topic", field, "No topic has this number.");
    }

    private void act(int act) throws Rejection {
        if (act >= pending.nextAct()) throw new Rejection("unknown-act", "act", "No act has this number.");
    }

    private void defined(Act act) throws Rejection {
        isNext("act", act.id().value(), pending.nextAct());
        if (pending.act(act.name()) != null) {
            throw new Rejection("act-exists", "act", "An act has this name already; acts do not change.");
        }
    }

    private static void isNext(String field, int number, int next) throws Rejection {
        if (number != next) {
            throw new Rejection(
                    "wrong-number", field, "Numbers are given in order: " + next + " is next, not " + number + ".");
        }
    }

    private static void same(String field, String stated, @Nullable String known) throws Rejection {
        if (!stated.equals(known)) {
            throw new Rejection("other-id", field, "An external id does not change; this fact states another.");
        }
    }
}
