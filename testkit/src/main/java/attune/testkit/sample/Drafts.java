package attune.testkit.sample;

import attune.model.event.Event;
import attune.model.event.Mute;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import attune.store.log.Resolution;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drafts in few words: members and items by the names a network gives them, as an adapter would send them.
public final class Drafts {
    public static final String SOURCE = "test";

    private Drafts() {}

    public static Draft of(Resolution resolution) {
        return new Draft(Origin.of(SOURCE), null, Draft.NOW, resolution);
    }

    public static Draft at(long eventMillis, Draft draft) {
        return new Draft(draft.origin(), draft.idempotency(), eventMillis, draft.resolution());
    }

    public static Draft once(String idempotency, Draft draft) {
        return new Draft(draft.origin(), idempotency, draft.eventMillis(), draft.resolution());
    }

    public static Draft from(String record, Draft draft) {
        return new Draft(
                new Origin(draft.origin().source(), record),
                draft.idempotency(),
                draft.eventMillis(),
                draft.resolution());
    }

    public static Draft joined(String member) {
        return joined(profile(member));
    }

    public static Draft joined(Profile profile) {
        return of(ids -> new Event.MemberJoined(ids.newMember(profile.externalId()), profile));
    }

    public static Profile profile(String member) {
        return new Profile(
                new ExternalId(member),
                "Name of " + member,
                List.of("en"),
                ZoneId.of("Europe/Berlin"),
                AgeBand.ADULT,
                false,
                true);
    }

    public static Draft left(String member) {
        return of(ids -> new Event.MemberLeft(member(ids, member)));
    }

    public static Draft followed(String member, String other) {
        return of(ids -> new Event.Followed(member(ids, member), other(ids, other)));
    }

    public static Draft unfollowed(String member, String other) {
        return of(ids -> new Event.Unfollowed(member(ids, member), other(ids, other)));
    }

    public static Draft blocked(String member, String other) {
        return of(ids -> new Event.Blocked(member(ids, member), other(ids, other)));
    }

    public static Draft mutedMember(String member, String other) {
        return of(ids -> new Event.Muted(member(ids, member), new Mute.OfMember(other(ids, other))));
    }

    public static Draft mutedWord(String member, String word) {
        return of(ids -> new Event.Muted(member(ids, member), new Mute.OfWord(word)));
    }

    public static Draft mutedTopic(String member, String topic) {
        return of(ids -> new Event.Muted(member(ids, member), new Mute.OfTopic(ids.topic(topic))));
    }

    public static Draft groupJoined(String member, String group) {
        return of(ids -> new Event.GroupJoined(member(ids, member), item(ids, group)));
    }

    public static Draft published(String author, String item, String text, String... topics) {
        return new PostDraft(author, item, text).about(topics).draft();
    }

    public static PostDraft post(String author, String item, String text) {
        return new PostDraft(author, item, text);
    }

    public static Draft edited(String author, String item, String text) {
        return of(ids -> {
            ItemId id = item(ids, item);
            Post old = ids.post(id);
            Post post = new Post(
                    old.externalId(),
                    old.kind(),
                    text,
                    old.language(),
                    old.audience(),
                    old.thread(),
                    old.topics(),
                    old.mentions());
            return new Event.ItemEdited(member(ids, author), id, post);
        });
    }

    public static Draft removed(String author, String item) {
        return of(ids -> new Event.ItemRemoved(member(ids, author), item(ids, item)));
    }

    public static Draft impressed(String member, String item) {
        return of(ids -> new Event.Impressed(member(ids, member), item(ids, item), null, 0));
    }

    public static Draft liked(String member, String item) {
        return acted(member, item, "like", 1);
    }

    public static Draft acted(String member, String item, String act, long value) {
        return of(ids -> new Event.Acted(
                member(ids, member), item(ids, item), ids.act(act).id(), value, null));
    }

    public static Draft undone(String member, String item, String act) {
        return of(ids -> new Event.ActUndone(
                member(ids, member), item(ids, item), ids.act(act).id()));
    }

    public static Draft searched(String member, String query) {
        return of(ids -> new Event.Searched(member(ids, member), query));
    }

    public static Draft consented(String member, Purpose purpose) {
        return of(ids -> new Event.ConsentGiven(member(ids, member), purpose, 1));
    }

    public static Draft heldUntil(String member, String reference, long untilMillis) {
        return of(ids -> new Event.HoldPlaced(ids.member("member", new ExternalId(member)), reference, untilMillis));
    }

    public static Draft holdLifted(String member) {
        return of(ids -> new Event.HoldLifted(ids.member("member", new ExternalId(member))));
    }

    public static Draft erasureAsked(String member) {
        return of(ids -> new Event.ErasureAsked(ids.member("member", new ExternalId(member))));
    }

    public static Draft withdrew(String member, Purpose purpose) {
        return of(ids -> new Event.ConsentWithdrawn(member(ids, member), purpose));
    }

    public static Draft set(String member, String control, String value) {
        return of(ids -> new Event.ControlSet(member(ids, member), control, value));
    }

    public static Draft labelled(String item, String label) {
        return of(ids -> new Event.ItemLabelled(item(ids, item), new Label(label, "operator", false, Long.MAX_VALUE)));
    }

    public static Draft memberLabelled(String member, String label) {
        return of(ids ->
                new Event.MemberLabelled(member(ids, member), new Label(label, "operator", false, Long.MAX_VALUE)));
    }

    public static Draft quarantined(String member, long sinceMillis) {
        return of(ids -> new Event.QuarantinePlaced(member(ids, member), "flood-minute", sinceMillis, 300, 120));
    }

    public static Draft released(String member, boolean counted) {
        return of(ids -> new Event.QuarantineReleased(member(ids, member), counted));
    }

    private static MemberId member(Ids ids, String name) throws Rejection {
        return ids.member("member", new ExternalId(name));
    }

    private static MemberId other(Ids ids, String name) throws Rejection {
        return ids.member("other", new ExternalId(name));
    }

    private static ItemId item(Ids ids, String name) throws Rejection {
        return ids.item("item", new ExternalId(name));
    }

    /// A post on its way; what is not said is an English public post that stands alone.
    public record PostDraft(
            String author,
            String item,
            String text,
            ItemKind kind,
            String language,
            List<String> topics,
            List<String> mentions,
            @Nullable String replyTo,
            @Nullable String quoteOf,
            @Nullable String repostOf,
            @Nullable String group,
            Audience audience) {
        PostDraft(String author, String item, String text) {
            this(
                    author,
                    item,
                    text,
                    ItemKind.POST,
                    "en",
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    Audience.PUBLIC);
        }

        public PostDraft kind(ItemKind is) {
            return new PostDraft(
                    author, item, text, is, language, topics, mentions, replyTo, quoteOf, repostOf, group, audience);
        }

        public PostDraft language(String tag) {
            return new PostDraft(
                    author, item, text, kind, tag, topics, mentions, replyTo, quoteOf, repostOf, group, audience);
        }

        public PostDraft about(String... names) {
            return new PostDraft(
                    author,
                    item,
                    text,
                    kind,
                    language,
                    List.of(names),
                    mentions,
                    replyTo,
                    quoteOf,
                    repostOf,
                    group,
                    audience);
        }

        public PostDraft mentioning(String... names) {
            return new PostDraft(
                    author,
                    item,
                    text,
                    kind,
                    language,
                    topics,
                    List.of(names),
                    replyTo,
                    quoteOf,
                    repostOf,
                    group,
                    audience);
        }

        public PostDraft replyingTo(String other) {
            return new PostDraft(
                    author, item, text, kind, language, topics, mentions, other, quoteOf, repostOf, group, audience);
        }

        public PostDraft quoting(String other) {
            return new PostDraft(
                    author, item, text, kind, language, topics, mentions, replyTo, other, repostOf, group, audience);
        }

        public PostDraft reposting(String other) {
            return new PostDraft(
                    author, item, text, kind, language, topics, mentions, replyTo, quoteOf, other, group, audience);
        }

        public PostDraft forGroup(String name) {
            return new PostDraft(
                    author, item, text, kind, language, topics, mentions, replyTo, quoteOf, repostOf, name, audience);
        }

        public PostDraft forAudience(Audience only) {
            return new PostDraft(
                    author, item, text, kind, language, topics, mentions, replyTo, quoteOf, repostOf, group, only);
        }

        public Draft draft() {
            return of(this::resolve);
        }

        private Event resolve(Ids ids) throws Rejection {
            List<TopicId> topicIds = new ArrayList<>();
            for (String name : topics) topicIds.add(ids.topic(name));
            List<MemberId> mentioned = new ArrayList<>();
            for (String name : mentions) mentioned.add(ids.member("mentions", new ExternalId(name)));
            Audience to = group == null ? audience : new Audience.Group(Drafts.item(ids, group));
            ThreadLinks thread = new ThreadLinks(link(ids, replyTo), link(ids, quoteOf), link(ids, repostOf));
            ExternalId id = new ExternalId(item);
            Post post = new Post(id, kind, text, language, to, thread, topicIds, mentioned);
            return new Event.ItemPublished(member(ids, author), ids.newItem(id), post);
        }

        private static @Nullable ItemId link(Ids ids, @Nullable String name) throws Rejection {
            return name == null ? null : Drafts.item(ids, name);
        }
    }
}
