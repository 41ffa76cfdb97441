package attune.testkit.sample;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Valid events of every type with random values at and between their limits. The same seed gives the same events.
public final class RandomEvents {
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "Asia/Kolkata", "UTC", "America/St_Johns", "+05:45");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "und", "haw");

    private final SplittableRandom random;
    private final List<Supplier<Event>> makers = List.of(
            () -> new MemberJoined(member(), profile()),
            () -> new MemberChanged(member(), profile()),
            () -> new MemberLeft(member()),
            () -> new MemberDeactivated(member()),
            () -> new MemberReactivated(member()),
            () -> new MemberErased(member()),
            () -> new Followed(member(), member()),
            () -> new Unfollowed(member(), member()),
            () -> new Blocked(member(), member()),
            () -> new Unblocked(member(), member()),
            () -> new Muted(member(), mute()),
            () -> new Unmuted(member(), mute()),
            () -> new GroupJoined(member(), item()),
            () -> new GroupLeft(member(), item()),
            () -> new ItemPublished(member(), item(), post()),
            () -> new ItemEdited(member(), item(), post()),
            () -> new ItemRemoved(member(), item()),
            () -> new Served(member(), new TraceId(number()), "home", items()),
            () -> new Impressed(member(), item(), trace(), random().nextInt(-1, 200)),
            () -> new Acted(member(), item(), act(), number(), trace()),
            () -> new ActUndone(member(), item(), act()),
            () -> new Searched(member(), text(200)),
            () -> new Viewed(member(), item()),
            () -> new Added(member(), item(), (int) number()),
            () -> new Purchased(member(), item(), (int) number(), number(), "EUR"),
            () -> new ConsentGiven(member(), purpose(), (int) number()),
            () -> new ConsentWithdrawn(member(), purpose()),
            () -> new ControlSet(member(), "home." + text(20), text(500)),
            () -> new ItemLabelled(item(), label()),
            () -> new MemberLabelled(member(), label()),
            () -> new HoldPlaced(member(), text(200), number()),
            () -> new HoldLifted(member()),
            () -> new ErasureAsked(member()),
            () -> new TopicDefined(new TopicId(id()), text(50)),
            () -> new ActDefined(definition()),
            () -> new QuarantinePlaced(member(), "rule-" + random().nextInt(99), number(), number(), number()),
            () -> new QuarantineReleased(member(), random().nextBoolean()));

    public RandomEvents(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// How many types there are; [#ofType] takes 0 up to here.
    public int types() {
        return makers.size();
    }

    public Event ofType(int type) {
        return makers.get(type).get();
    }

    private SplittableRandom random() {
        return random;
    }

    private int id() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(128);
            case 1 -> random.nextInt(100_000);
            case 2 -> Integer.MAX_VALUE;
            default -> random.nextInt(Integer.MAX_VALUE);
        };
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-3, 4);
            case 1 -> random.nextLong();
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE;
            default -> random.nextInt();
        };
    }

    /// One to `most` characters from several scripts, emoji included.
    private String text(int most) {
        int[] points = new int[1 + random.nextInt(most)];
        for (int i = 0; i < points.length; i++) {
            points[i] = switch (random.nextInt(6)) {
                case 0 -> 0x1F600 + random.nextInt(60);
                case 1 -> 0x4E00 + random.nextInt(5_000);
                case 2 -> 0x0900 + random.nextInt(100);
                default -> 'a' + random.nextInt(26);
            };
        }
        String text = new String(points, 0, points.length);
        return text.length() <= most ? text : "x";
    }

    private MemberId member() {
        return new MemberId(id());
    }

    private ItemId item() {
        return new ItemId(id());
    }

    private @Nullable ItemId itemOrNone() {
        return random.nextBoolean() ? item() : null;
    }

    private List<ItemId> items() {
        List<ItemId> items = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) items.add(item());
        return items;
    }

    private @Nullable TraceId trace() {
        return random.nextBoolean() ? new TraceId(random.nextLong()) : null;
    }

    private ActId act() {
        return new ActId(random.nextInt(ActId.MAX + 1));
    }

    private Purpose purpose() {
        return Purpose.values()[random.nextInt(Purpose.values().length)];
    }

    private Mute mute() {
        return switch (random.nextInt(3)) {
            case 0 -> new Mute.OfMember(member());
            case 1 -> new Mute.OfTopic(new TopicId(id()));
            default -> new Mute.OfWord(text(50));
        };
    }

    private Profile profile() {
        List<String> languages = new ArrayList<>();
        for (int i = random.nextInt(Profile.MAX_LANGUAGES + 1); i > 0; i--) languages.add(language());
        return new Profile(
                new ExternalId(text(60)),
                random.nextInt(4) == 0 ? "" : text(60),
                languages,
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                AgeBand.values()[random.nextInt(AgeBand.values().length)],
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Post post() {
        List<TopicId> topics = new ArrayList<>();
        for (int i = random.nextInt(Post.MAX_TOPICS + 1); i > 0; i--) topics.add(new TopicId(id()));
        List<MemberId> mentions = new ArrayList<>();
        for (int i = random.nextInt(Post.MAX_MENTIONS + 1); i > 0; i--) mentions.add(member());
        ThreadLinks thread = random.nextInt(4) == 0
                ? new ThreadLinks(null, null, item())
                : new ThreadLinks(itemOrNone(), itemOrNone(), null);
        return new Post(
                new ExternalId(text(60)),
                ItemKind.values()[random.nextInt(ItemKind.values().length)],
                random.nextInt(5) == 0 ? "" : text(2_000),
                language(),
                audience(),
                thread,
                topics,
                mentions);
    }

    private Audience audience() {
        return switch (random.nextInt(5)) {
            case 0 -> Audience.PUBLIC;
            case 1 -> Audience.FOLLOWERS;
            case 2 -> new Audience.Group(item());
            case 3 -> Audience.MENTIONED;
            default -> Audience.ONLY_ME;
        };
    }

    private String language() {
        return LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    }

    private Label label() {
        return new Label("spam", text(40), random.nextBoolean(), number());
    }

    private Act definition() {
        return new Act(
                act(),
                "boost-" + random.nextInt(1_000),
                Act.Unit.values()[random.nextInt(Act.Unit.values().length)],
                Act.Polarity.values()[random.nextInt(Act.Polarity.values().length)],
                random.nextBoolean());
    }
}
