package attune.store.projection;

import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Envelope;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A small community that does everything a log can hold, in random order and with late events. The same seed gives the
/// same envelopes.
final class RandomCommunity {
    static final int MEMBERS = 12;
    static final int ITEMS = 30;
    static final long START_MILLIS = 1_700_000_000_123L;

    private static final List<Act> DONE = List.of(Acts.LIKE, Acts.REPLY, Acts.DWELL, Acts.HIDE);
    private static final List<String> LANGUAGES = List.of("en", "de", "ja", "und");

    private final SplittableRandom random;
    private final List<Envelope> envelopes = new ArrayList<>();
    private long nowMillis = START_MILLIS;

    private RandomCommunity(long seed) {
        random = new SplittableRandom(seed);
    }

    static List<Envelope> envelopes(long seed, int size) {
        RandomCommunity community = new RandomCommunity(seed);
        for (int member = 0; member < MEMBERS; member++)
            community.say(new Event.MemberJoined(id(member), profile(member)));
        for (int item = 0; item < ITEMS; item++)
            community.say(new Event.ItemPublished(author(item), new ItemId(item), community.post(item)));
        while (community.envelopes.size() < size) community.say(community.event());
        return community.envelopes;
    }

    static MemberId author(int item) {
        return id(item % MEMBERS);
    }

    private static MemberId id(int member) {
        return new MemberId(member);
    }

    /// A fifth of all events arrive late, by up to a day.
    private void say(Event event) {
        nowMillis += random.nextLong(600_000);
        long late = random.nextInt(5) == 0 ? random.nextLong(86_400_000) : 0;
        long sequence = envelopes.size() + 1L;
        envelopes.add(new Envelope(sequence, nowMillis - late, nowMillis, Origin.of("test"), event));
    }

    private Event event() {
        MemberId member = id(random.nextInt(MEMBERS));
        MemberId other = id((member.value() + 1 + random.nextInt(MEMBERS - 1)) % MEMBERS);
        int number = random.nextInt(ITEMS);
        ItemId item = new ItemId(number);
        Act act = DONE.get(random.nextInt(DONE.size()));
        return switch (random.nextInt(32)) {
            case 0, 1, 2 -> new Event.Followed(member, other);
            case 3 -> new Event.Unfollowed(member, other);
            case 4 -> new Event.Blocked(member, other);
            case 5 -> new Event.Unblocked(member, other);
            case 6 -> new Event.GroupJoined(member, item);
            case 7 -> new Event.GroupLeft(member, item);
            case 8 -> new Event.Muted(member, mute(other));
            case 9 -> new Event.Unmuted(member, mute(other));
            case 10, 11 -> new Event.ConsentGiven(member, Purpose.PERSONALIZATION, 1 + random.nextInt(3));
            case 12 -> new Event.ConsentWithdrawn(member, Purpose.PERSONALIZATION);
            case 13 -> new Event.ControlSet(member, "home.outside-share", random.nextBoolean() ? "" : "0.3");
            case 14 -> new Event.ItemLabelled(item, new Label("spam", "rule", random.nextBoolean(), Long.MAX_VALUE));
            case 15 -> new Event.MemberLabelled(member, new Label("bot", "rule", random.nextBoolean(), Long.MAX_VALUE));
            case 16 -> new Event.ItemEdited(author(number), item, post(number));
            case 17 ->
                random.nextInt(8) == 0 ? new Event.ItemRemoved(author(number), item) : new Event.Viewed(member, item);
            case 18 -> new Event.MemberDeactivated(member);
            case 19 -> new Event.MemberReactivated(member);
            case 20 -> new Event.Purchased(member, item, 1, 5_000_000, "EUR");
            case 21, 22 -> new Event.ActUndone(member, item, act.id());
            case 30 -> new Event.QuarantinePlaced(member, rule(), nowMillis - random.nextLong(86_400_000), 130, 120);
            case 31 -> new Event.QuarantineReleased(member, random.nextBoolean());
            case 23, 24, 25 -> new Event.Impressed(member, item, null, -1);
            default -> new Event.Acted(member, item, act.id(), 1 + random.nextInt(9), null);
        };
    }

    private String rule() {
        return switch (random.nextInt(4)) {
            case 0 -> Quarantines.CONFIRMED;
            case 1 -> Quarantines.EARLIER;
            default -> "flood-minute";
        };
    }

    private Mute mute(MemberId other) {
        return switch (random.nextInt(3)) {
            case 0 -> new Mute.OfMember(other);
            case 1 -> new Mute.OfTopic(new TopicId(random.nextInt(4)));
            default -> new Mute.OfWord("word" + random.nextInt(4));
        };
    }

    private static Profile profile(int member) {
        ExternalId external = new ExternalId("member-" + member);
        List<String> reads = List.of(LANGUAGES.get(member % 3));
        return new Profile(
                external, "Name " + member, reads, ZoneOffset.UTC, AgeBand.ADULT, member % 5 == 0, member % 7 != 0);
    }

    private Post post(int item) {
        Audience audience =
                random.nextInt(4) == 0 ? new Audience.Group(new ItemId(random.nextInt(ITEMS))) : Audience.PUBLIC;
        ThreadLinks thread =
                item > 0 ? new ThreadLinks(new ItemId(random.nextInt(item)), null, null) : ThreadLinks.NONE;
        return new Post(
                new ExternalId("item-" + item),
                ItemKind.POST,
                "An item with number " + item + " and edition " + random.nextInt(100),
                LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                audience,
                thread,
                List.of(new TopicId(random.nextInt(4))),
                List.of(id(random.nextInt(MEMBERS))));
    }
}
