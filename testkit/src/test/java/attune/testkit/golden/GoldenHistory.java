package attune.testkit.golden;

import static attune.testkit.sample.Drafts.*;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.event.Mute;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// The history in the golden log: every type of event, told once. Never change it: a new format version gets a
/// golden log of its own, written by running this class with the folder to make.
final class GoldenHistory {
    static final long START_MILLIS = 1_764_000_000_000L;

    private GoldenHistory() {}

    public static void main(String[] args) {
        try (EmbeddedStore store = EmbeddedStore.open(
                Path.of(args[0]),
                List.of(),
                new SteppingClock(START_MILLIS),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT)) {
            store.log().appendNow(drafts());
        }
    }

    static List<Draft> drafts() {
        return List.of(
                once("first", joined("at://did:plc:ada")),
                joined("bo"),
                joined("cy"),
                joined("di"),
                followed("bo", "di"),
                of(ids -> new Event.MemberChanged(member(ids, "bo"), profile("bo"))),
                from("at://follow/1", followed("bo", "at://did:plc:ada")),
                unfollowed("bo", "at://did:plc:ada"),
                blocked("cy", "bo"),
                of(ids -> new Event.Unblocked(member(ids, "cy"), member(ids, "bo"))),
                mutedMember("cy", "bo"),
                mutedWord("cy", "Fahrradständer 🚲"),
                mutedTopic("cy", "cycling"),
                of(ids -> new Event.Unmuted(member(ids, "cy"), new Mute.OfTopic(ids.topic("cycling")))),
                post("bo", "group", "Cyclists").kind(ItemKind.GROUP).draft(),
                groupJoined("cy", "group"),
                of(ids -> new Event.GroupLeft(member(ids, "cy"), item(ids, "group"))),
                at(START_MILLIS - 86_400_000, published("bo", "i1", "Über die Berge", "cycling", "mountains")),
                post("cy", "i2", "Indeed").replyingTo("i1").mentioning("bo").draft(),
                post("cy", "i3", "Look")
                        .quoting("i1")
                        .forAudience(Audience.FOLLOWERS)
                        .draft(),
                post("cy", "i4", "").reposting("i1").draft(),
                post("cy", "i5", "For us").forGroup("group").language("de").draft(),
                edited("bo", "i1", "Over the mountains"),
                removed("cy", "i4"),
                of(ids -> new Event.Served(
                        member(ids, "cy"), new TraceId(-5), "home", List.of(item(ids, "i1"), item(ids, "i3")))),
                of(ids -> new Event.Impressed(member(ids, "cy"), item(ids, "i1"), new TraceId(-5), 0)),
                impressed("cy", "i3"),
                liked("cy", "i1"),
                acted("cy", "i1", "dwell", 4_200),
                undone("cy", "i1", "like"),
                searched("cy", "panniers"),
                of(ids -> new Event.Viewed(member(ids, "cy"), item(ids, "i1"))),
                of(ids -> new Event.Added(member(ids, "cy"), item(ids, "i1"), 2)),
                of(ids -> new Event.Purchased(member(ids, "cy"), item(ids, "i1"), 2, 19_990_000, "EUR")),
                consented("cy", Purpose.PERSONALIZATION),
                withdrew("cy", Purpose.PERSONALIZATION),
                set("cy", "languages", "en,de"),
                labelled("i1", "spam"),
                of(ids -> new Event.MemberLabelled(member(ids, "bo"), new Label("spam", "model", true, 5))),
                of(ids -> new Event.ActDefined(ids.newAct("boost", Act.Unit.COUNT, Act.Polarity.POSITIVE, true))),
                acted("cy", "i1", "boost", 1),
                of(ids -> new Event.MemberDeactivated(member(ids, "bo"))),
                of(ids -> new Event.MemberReactivated(member(ids, "bo"))),
                left("bo"),
                of(ids -> new Event.MemberErased(member(ids, "di"))));
    }

    private static MemberId member(Ids ids, String name) throws Rejection {
        return ids.member("member", new ExternalId(name));
    }

    private static ItemId item(Ids ids, String name) throws Rejection {
        return ids.item("item", new ExternalId(name));
    }
}
