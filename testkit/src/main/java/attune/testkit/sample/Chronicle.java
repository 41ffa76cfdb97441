package attune.testkit.sample;

import attune.model.event.Acts;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.policy.Purpose;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A small community's history at random: every kind of event, between members `m0`, `m1`, … about items `i0`, `i1`,
/// … The same seed tells the same history.
public final class Chronicle {
    private static final List<String> TOPICS = List.of("cycling", "rain", "bread", "chess", "harbours");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "und");
    private static final List<String> ACTS =
            Acts.STANDARD.stream().map(act -> act.name()).toList();

    private final SplittableRandom random;
    private final SteppingClock clock;
    private final int members;
    private int items;
    private long traces;

    public Chronicle(long seed, SteppingClock clock, int members) {
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        this.members = members;
    }

    /// All members join, a group is founded and everybody posts once.
    public void begin(EventLog log) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < members; i++) drafts.add(Drafts.joined("m" + i));
        for (int i = 0; i < members; i++) drafts.add(Drafts.consented("m" + i, Purpose.PERSONALIZATION));
        drafts.add(Drafts.post("m0", "group", "A group").kind(ItemKind.GROUP).draft());
        for (int i = 0; i < members; i++) drafts.add(post("m" + i));
        log.appendNow(drafts);
    }

    /// Appends so many random facts, some of them about the past; a fact that no longer makes sense is rejected.
    public void go(EventLog log, int facts) {
        List<Draft> batch = new ArrayList<>();
        for (int i = 0; i < facts; i++) {
            clock.advance(random.nextInt(90_000));
            Draft draft = next();
            batch.add(random.nextInt(10) == 0 ? Drafts.at(clock.millis() - random.nextInt(7_200_000), draft) : draft);
            if (batch.size() == 16) {
                log.appendNow(batch);
                batch.clear();
            }
        }
        log.appendNow(batch);
    }

    public Draft next() {
        String member = member();
        return switch (random.nextInt(24)) {
            case 0 -> Drafts.followed(member, member());
            case 1 -> Drafts.unfollowed(member, member());
            case 2 -> Drafts.blocked(member, member());
            case 3 -> Drafts.of(ids -> new Event.Unblocked(id(ids, member), id(ids, member())));
            case 4 -> Drafts.mutedMember(member, member());
            case 5 -> Drafts.mutedWord(member, "word" + random.nextInt(9));
            case 6 -> Drafts.mutedTopic(member, topic());
            case 7 -> Drafts.groupJoined(member, "group");
            case 8, 9, 10 -> post(member);
            case 11 -> Drafts.edited("m" + random.nextInt(members), item(), "Edited " + topic());
            case 12 -> Drafts.removed(member, item());
            case 13, 14 -> Drafts.impressed(member, item());
            case 15, 16, 17 -> Drafts.acted(member, item(), act(), 1 + random.nextInt(5_000));
            case 18 -> Drafts.undone(member, item(), act());
            case 19 -> Drafts.searched(member, "query " + topic());
            case 20 -> consent(member);
            case 21 -> Drafts.set(member, "home.outside-share", "0." + random.nextInt(10));
            case 22 -> random.nextBoolean() ? Drafts.labelled(item(), "spam") : Drafts.memberLabelled(member, "spam");
            default -> rare(member);
        };
    }

    private Draft rare(String member) {
        String item = item();
        return switch (random.nextInt(9)) {
            case 0 -> Drafts.of(ids -> new Event.MemberDeactivated(id(ids, member)));
            case 1 -> Drafts.of(ids -> new Event.MemberReactivated(id(ids, member)));
            case 2 -> Drafts.of(ids -> new Event.Viewed(id(ids, member), item(ids, item)));
            case 3 -> Drafts.of(ids -> new Event.Added(id(ids, member), item(ids, item), 2));
            case 4 -> Drafts.of(ids -> new Event.Purchased(id(ids, member), item(ids, item), 1, 990_000, "EUR"));
            case 5 -> Drafts.of(ids -> new Event.MemberChanged(id(ids, member), Drafts.profile(member)));
            case 6 -> Drafts.quarantined(member, clock.millis() - random.nextInt(7_200_000));
            case 7 -> Drafts.released(member, random.nextBoolean());
            default -> served(member, item, item());
        };
    }

    private Draft served(String member, String first, String second) {
        TraceId trace = new TraceId(++traces);
        return Drafts.of(
                ids -> new Event.Served(id(ids, member), trace, "home", List.of(item(ids, first), item(ids, second))));
    }

    private Draft consent(String member) {
        return random.nextInt(4) == 0
                ? Drafts.withdrew(member, Purpose.PERSONALIZATION)
                : Drafts.consented(member, Purpose.PERSONALIZATION);
    }

    private Draft post(String author) {
        Drafts.PostDraft post = Drafts.post(author, "i" + items++, "About " + topic() + " and " + topic())
                .about(topic())
                .language(LANGUAGES.get(random.nextInt(LANGUAGES.size())));
        return switch (random.nextInt(9)) {
            case 0 -> post.replyingTo(item()).draft();
            case 1 -> post.quoting(item()).draft();
            case 2 -> post.reposting(item()).draft();
            case 3 ->
                post.mentioning(member(), "m0").forAudience(Audience.MENTIONED).draft();
            case 4 -> post.forGroup("group").draft();
            case 5 -> post.forAudience(Audience.FOLLOWERS).draft();
            default -> post.draft();
        };
    }

    private String member() {
        return "m" + random.nextInt(members);
    }

    private String item() {
        return "i" + random.nextInt(Math.max(1, items - 1));
    }

    private String topic() {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    private String act() {
        return ACTS.get(random.nextInt(ACTS.size()));
    }

    private static MemberId id(Ids ids, String name) throws Rejection {
        return ids.member("member", new ExternalId(name));
    }

    private static ItemId item(Ids ids, String name) throws Rejection {
        return ids.item("item", new ExternalId(name));
    }
}
