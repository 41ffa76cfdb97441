package attune.app.bench;

import attune.model.event.Acts;
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
import attune.store.log.Draft;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/// A made-up crowd of any size: who follows whom and who likes what is skewed as in real networks (a few are
/// followed and liked by many), and nothing in it means anything. Every draft is a function of its number and
/// the seed.
///
/// @param nowMillis the end of the week in which it all happened
record Crowd(int members, int items, long seed, long nowMillis) {
    static final int FOLLOWS_PER_MEMBER = 10;
    static final int LIKES_PER_MEMBER = 15;

    private static final Origin ORIGIN = Origin.of("bench");
    private static final int TOPICS = 100;
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final String[] WORDS = {
        "river", "lamp", "bread", "north", "signal", "garden", "copper", "letter", "winter", "harbour", "thread",
        "apple"
    };

    static ExternalId member(int number) {
        return new ExternalId("m" + number);
    }

    static ExternalId item(int number) {
        return new ExternalId("i" + number);
    }

    /// Joining and consenting, two a member.
    Draft membership(int number) {
        int member = number / 2;
        if (number % 2 == 1) {
            return draft(
                    0, ids -> new Event.ConsentGiven(ids.member("member", member(member)), Purpose.PERSONALIZATION, 1));
        }
        Profile profile = new Profile(
                member(member), "Member " + member, List.of("en"), ZoneOffset.UTC, AgeBand.ADULT, false, true);
        return draft(0, ids -> new Event.MemberJoined(ids.newMember(member(member)), profile));
    }

    /// Items come in the order of their times.
    Draft publication(int number) {
        SplittableRandom random = random(1, number);
        int author = skewed(random, members);
        StringBuilder text = new StringBuilder("No. " + number);
        for (int word = 0; word < 12; word++) text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        int topic = skewed(random, TOPICS);
        return draft(Math.min(1, (double) number / items), ids -> {
            List<TopicId> topics = List.of(ids.topic("topic-" + topic));
            Post post = new Post(
                    item(number),
                    ItemKind.POST,
                    text.toString(),
                    "en",
                    Audience.PUBLIC,
                    ThreadLinks.NONE,
                    topics,
                    List.of());
            return new Event.ItemPublished(ids.member("author", member(author)), ids.newItem(item(number)), post);
        });
    }

    Draft follow(int number) {
        SplittableRandom random = random(2, number);
        int member = number / FOLLOWS_PER_MEMBER;
        int other = (member + 1 + skewed(random, members - 1)) % members;
        return draft(
                0, ids -> new Event.Followed(ids.member("member", member(member)), ids.member("other", member(other))));
    }

    /// Likes of recent items, more of the popular.
    Draft like(int number) {
        SplittableRandom random = random(3, number);
        int member = number / LIKES_PER_MEMBER;
        int item = items - 1 - skewed(random, items);
        return draft(
                1,
                ids -> new Event.Acted(
                        ids.member("member", member(member)), ids.item("item", item(item)), Acts.LIKE.id(), 1, null));
    }

    /// Likes by all members in turn, as many as wanted.
    Event.Acted act(int number) {
        SplittableRandom random = random(4, number);
        MemberId member = new MemberId(number % members);
        ItemId item = new ItemId(items - 1 - skewed(random, items));
        return new Event.Acted(member, item, Acts.LIKE.id(), 1, null);
    }

    /// Any number of drafts from the first on.
    static List<Draft> batch(IntFunction<Draft> made, int from, int to) {
        return java.util.stream.IntStream.range(from, to).mapToObj(made).toList();
    }

    private Draft draft(double shareOfWeek, attune.store.log.Resolution resolution) {
        return new Draft(
                ORIGIN, null, nowMillis - WEEK_MILLIS + (long) (shareOfWeek * (WEEK_MILLIS - 1_000)), resolution);
    }

    private SplittableRandom random(int kind, int number) {
        return new SplittableRandom(seed * 31 + kind * 0x9E3779B97F4A7C15L + number);
    }

    /// A number below `n`, small ones more likely: the cube of a uniform share.
    static int skewed(SplittableRandom random, int n) {
        double share = random.nextDouble();
        return (int) (share * share * share * n);
    }
}
