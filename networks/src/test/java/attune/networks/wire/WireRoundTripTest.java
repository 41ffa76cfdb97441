package attune.networks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.event.Origin;
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
import attune.networks.wire.Reading.Understood;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.log.Resolution;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Event → wire → draft → event yields the same event, and event → wire → … → wire the same text.
class WireRoundTripTest {
    private static final int MEMBERS = 5;
    private static final int ITEMS = 6;
    private static final int TOPICS = 3;
    private static final long AT_MILLIS = 1_750_000_000_123L;
    private static final Set<Class<?>> WITHOUT_WIRE_FORM = Set.of(
            MemberErased.class,
            Served.class,
            TopicDefined.class,
            HoldPlaced.class,
            HoldLifted.class,
            ErasureAsked.class,
            QuarantinePlaced.class,
            QuarantineReleased.class);

    private final WireEvents events = new WireEvents("api", new WireEventsTest.HexReferences());

    @Test
    void every_event_survives_the_wire_whatever_it_holds() {
        Set<Class<?>> met = new HashSet<>();
        for (long seed = 0; seed < 1_500; seed++) {
            Notebook log = community();
            Event event = event(new SplittableRandom(seed), (int) (seed % 29));
            met.add(event.getClass());
            String json = json(log, event).orElseThrow();

            Understood read = understood(json);
            assertThat(log.take(read.draft())).as("seed %d: %s", seed, json).isInstanceOf(Outcome.Accepted.class);

            assertThat(log.last()).as("seed %d: %s", seed, json).isEqualTo(event);
            assertThat(log.envelopes.getLast().eventMillis()).isEqualTo(AT_MILLIS);
            assertThat(json(log, log.last())).contains(json);
        }
        assertThat(met).containsExactlyInAnyOrderElementsOf(withWireForm());
    }

    @Test
    void what_no_network_states_has_no_wire_form() {
        Notebook log = community();

        assertThat(json(log, new MemberErased(new MemberId(0)))).isEmpty();
        assertThat(json(log, new TopicDefined(new TopicId(0), "topic 0"))).isEmpty();
        assertThat(json(log, new Served(new MemberId(0), new TraceId(1), "home", List.of())))
                .isEmpty();
    }

    @Test
    void an_event_naming_an_erased_member_is_not_written() {
        Notebook log = community();
        log.directory.apply(
                new Envelope(99, AT_MILLIS, AT_MILLIS, Origin.of("api"), new MemberErased(new MemberId(1))));

        assertThat(json(log, new Followed(new MemberId(0), new MemberId(1)))).isEmpty();
        assertThat(json(log, new Followed(new MemberId(0), new MemberId(2)))).isPresent();
    }

    private static List<Class<?>> withWireForm() {
        List<Class<?>> kinds = new ArrayList<>(List.of(Event.class));
        for (int i = 0; i < kinds.size(); i++) {
            Class<?>[] more = kinds.get(i).getPermittedSubclasses();
            if (more != null) kinds.addAll(Arrays.asList(more));
        }
        return kinds.stream()
                .filter(Class::isRecord)
                .filter(kind -> !WITHOUT_WIRE_FORM.contains(kind))
                .distinct()
                .toList();
    }

    /// Members m0…, the first of whom published items i0…, and topics.
    private Notebook community() {
        Notebook log = new Notebook();
        for (int i = 0; i < MEMBERS; i++) take(log, Named.joined(profile("m" + i)));
        for (int i = 0; i < ITEMS; i++) {
            take(
                    log,
                    ItemStatement.open(
                                    new ExternalId("i" + i),
                                    new ExternalId("m0"),
                                    ItemKind.POST,
                                    "text",
                                    "en",
                                    List.of("topic " + i % TOPICS))
                            .published());
        }
        return log;
    }

    private static void take(Notebook log, Resolution resolution) {
        assertThat(log.take(new Draft(Origin.of("test"), null, AT_MILLIS, resolution)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    private Understood understood(String json) {
        return (Understood) events.read(Json.parseObject(json), Sender.NETWORK);
    }

    private static Optional<String> json(Notebook log, Event event) {
        WireForm form = new WireForm(log.directory, new WireEventsTest.HexReferences());
        Envelope envelope = new Envelope(1, AT_MILLIS, AT_MILLIS, new Origin("sky", "at://record"), event);
        if (form.fields(envelope).isEmpty()) return Optional.empty();
        return Optional.of(
                JsonWriter.text(out -> assertThat(form.write(envelope, out)).isTrue()));
    }

    private static Event event(SplittableRandom random, int kind) {
        MemberId member = new MemberId(0);
        MemberId other = new MemberId(1 + random.nextInt(MEMBERS - 1));
        ItemId item = new ItemId(random.nextInt(ITEMS));
        return switch (kind) {
            case 0 -> new MemberJoined(new MemberId(MEMBERS), profile(random, "new member"));
            case 1 -> new MemberChanged(other, profile(random, "m" + other.value()));
            case 2 -> new MemberLeft(member);
            case 3 -> new MemberDeactivated(member);
            case 4 -> new MemberReactivated(member);
            case 5 -> new Followed(member, other);
            case 6 -> new Unfollowed(member, other);
            case 7 -> new Blocked(member, other);
            case 8 -> new Unblocked(member, other);
            case 9 -> new Muted(member, mute(random, other));
            case 10 -> new Unmuted(member, mute(random, other));
            case 11 -> new GroupJoined(member, item);
            case 12 -> new GroupLeft(member, item);
            case 13 -> new ItemPublished(other, new ItemId(ITEMS), post(random, "new item"));
            case 14 -> new ItemEdited(member, item, post(random, "i" + item.value()));
            case 15 -> new ItemRemoved(member, item);
            case 16 -> new Impressed(member, item, trace(random), random.nextInt(-1, 50));
            case 17 -> new Acted(member, item, new ActId(random.nextInt(15)), random.nextInt(9), trace(random));
            case 18 -> new ActUndone(member, item, new ActId(random.nextInt(15)));
            case 19 -> new Searched(member, text(random, 1));
            case 20 -> new Viewed(member, item);
            case 21 -> new Added(member, item, 1 + random.nextInt(9));
            case 22 -> new Purchased(member, item, 1 + random.nextInt(9), random.nextLong(1_000_000_000L), "EUR");
            case 23 -> new ConsentGiven(member, consented(random), 1 + random.nextInt(9));
            case 24 -> new ConsentWithdrawn(member, consented(random));
            case 25 -> new ControlSet(member, "home.outside-share", text(random, 0));
            case 26 -> new ItemLabelled(item, label(random));
            case 27 -> new MemberLabelled(other, label(random));
            case 28 -> {
                var unit = pick(random, Act.Unit.values());
                var polarity = pick(random, Act.Polarity.values());
                yield new ActDefined(new Act(new ActId(15), "boost", unit, polarity, random.nextBoolean()));
            }
            default -> throw new IllegalArgumentException("No event of kind " + kind);
        };
    }

    private static Profile profile(String id) {
        return profile(new SplittableRandom(1), id);
    }

    private static Profile profile(SplittableRandom random, String id) {
        return new Profile(
                new ExternalId(id),
                text(random, 0),
                List.of("en", "de", "fr").subList(0, random.nextInt(4)),
                ZoneId.of(pick(random, "UTC", "Europe/Berlin", "Asia/Tokyo")),
                pick(random, AgeBand.values()),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static Mute mute(SplittableRandom random, MemberId other) {
        return switch (random.nextInt(3)) {
            case 0 -> new Mute.OfMember(other);
            case 1 -> new Mute.OfWord(text(random, 1));
            default -> new Mute.OfTopic(new TopicId(random.nextInt(TOPICS)));
        };
    }

    private static Post post(SplittableRandom random, String id) {
        ItemId other = new ItemId(random.nextInt(ITEMS));
        return new Post(
                new ExternalId(id),
                pick(random, ItemKind.values()),
                text(random, 0),
                pick(random, "en", "und", "haw"),
                pick(
                        random,
                        Audience.PUBLIC,
                        Audience.FOLLOWERS,
                        Audience.MENTIONED,
                        Audience.ONLY_ME,
                        new Audience.Group(other)),
                pick(
                        random,
                        ThreadLinks.NONE,
                        new ThreadLinks(other, null, null),
                        new ThreadLinks(other, other, null),
                        new ThreadLinks(null, null, other)),
                List.of(new TopicId(2), new TopicId(0)).subList(0, random.nextInt(3)),
                List.of(new MemberId(3), new MemberId(1)).subList(0, random.nextInt(3)));
    }

    private static Label label(SplittableRandom random) {
        // A label is said by its source, so its source is that of the envelope.
        long expiresMillis = random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(4_000_000_000_000L);
        return new Label("spam", "sky", random.nextBoolean(), expiresMillis);
    }

    private static TraceId trace(SplittableRandom random) {
        return new TraceId(random.nextLong());
    }

    private static Purpose consented(SplittableRandom random) {
        return pick(random, Purpose.PERSONALIZATION, Purpose.ADVERTISING, Purpose.ANALYTICS);
    }

    /// Letters of several scripts, quotes, breaks and pairs of surrogates.
    private static String text(SplittableRandom random, int least) {
        StringBuilder text = new StringBuilder(least > 0 ? "x" : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pick(random, "a", "\"", "\\", "\n", "é", "漢", "🚲", " ", "<", "\u2028"));
        }
        return text.toString();
    }

    @SafeVarargs
    private static <T> T pick(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
