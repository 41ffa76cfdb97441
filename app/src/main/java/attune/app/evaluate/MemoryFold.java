package attune.app.evaluate;

import attune.model.event.Act;
import attune.model.event.Envelope;
import attune.model.event.Event;
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
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.quarantine.Known;
import attune.store.quarantine.Sentry;
import attune.store.quarantine.Thresholds;
import attune.store.quarantine.Watch;
import java.time.ZoneOffset;
import java.util.List;

/// A community in memory for public data: the same events and the same projections as in production, without a
/// log on disk and without names, because a data set brings numbers of its own. Everybody in it is taken to
/// have consented, which is what evaluating a personalized feed supposes. One thread.
final class MemoryFold {
    private static final Origin ORIGIN = Origin.of("evaluation");

    final Seal seal = new Seal();
    final SharedProjections views;
    private final State state;
    private Watch watch = Watch.NOBODY;
    private long sequence;

    MemoryFold(Capacity capacity) {
        views = new SharedProjections(seal, capacity);
        state = views.state();
    }

    /// The same with the rules of quarantine before it.
    MemoryFold watched(Thresholds thresholds) {
        watch = new Sentry(known(), thresholds);
        return this;
    }

    Known known() {
        return new Known(views.members, views.items, views.encounters, views.quarantines, views.acts::act);
    }

    void append(long atMillis, Event event) {
        Envelope next = new Envelope(sequence + 1, atMillis, atMillis, ORIGIN, event);
        for (Event placed : watch.before(next)) fold(atMillis, placed);
        fold(atMillis, event);
        watch.settled();
    }

    private void fold(long atMillis, Event event) {
        state.fold(List.of(new Envelope(++sequence, atMillis, atMillis, ORIGIN, event)));
    }

    void join(int member, long atMillis) {
        MemberId id = new MemberId(member);
        Profile profile =
                new Profile(new ExternalId("m" + member), "", List.of(), ZoneOffset.UTC, AgeBand.ADULT, false, true);
        append(atMillis, new Event.MemberJoined(id, profile));
        append(atMillis, new Event.ConsentGiven(id, Purpose.PERSONALIZATION, 1));
    }

    void publish(int author, int item, ItemKind kind, List<TopicId> topics, long atMillis) {
        Post post = new Post(
                new ExternalId("i" + item),
                kind,
                "",
                Post.UNKNOWN_LANGUAGE,
                Audience.PUBLIC,
                ThreadLinks.NONE,
                topics,
                List.of());
        append(atMillis, new Event.ItemPublished(new MemberId(author), new ItemId(item), post));
    }

    void follow(int member, int other, long atMillis) {
        append(atMillis, new Event.Followed(new MemberId(member), new MemberId(other)));
    }

    void impress(int member, int item, long atMillis) {
        append(atMillis, new Event.Impressed(new MemberId(member), new ItemId(item), null, -1));
    }

    void act(int member, int item, Act act, long atMillis) {
        append(atMillis, new Event.Acted(new MemberId(member), new ItemId(item), act.id(), 1, null));
    }
}
