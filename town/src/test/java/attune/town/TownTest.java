package attune.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.town.TownEvent.Acted;
import attune.town.TownEvent.Impressed;
import attune.town.TownEvent.Published;
import attune.town.behaviour.Act;
import attune.town.behaviour.Behaviour;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TownTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void the_same_plan_and_the_same_slates_give_the_same_facts() {
        assertThat(live(plan(3), new PlainNetwork()).events).isEqualTo(live(plan(3), new PlainNetwork()).events);
    }

    @Test
    void another_seed_gives_another_town() {
        assertThat(live(plan(3), new PlainNetwork()).events).isNotEqualTo(live(plan(4), new PlainNetwork()).events);
    }

    @Test
    void stepping_finely_or_coarsely_makes_no_difference() {
        PlainNetwork coarse = live(plan(3), new PlainNetwork());
        PlainNetwork fine = new PlainNetwork();
        Town town = Town.open(plan(3));
        town.found(fine);
        for (int minutes = 7; minutes < 12 * 60; minutes += 7) {
            town.step(START.plus(Duration.ofMinutes(minutes)).toEpochMilli(), fine);
        }
        town.step(START.plus(Duration.ofHours(12)).toEpochMilli(), fine);

        assertThat(fine.events).isEqualTo(coarse.events);
    }

    @Test
    void who_writes_what_does_not_depend_on_the_slates() {
        long end = START.plus(Duration.ofDays(4)).toEpochMilli();
        PlainNetwork newestFirst = new PlainNetwork();
        Town busy = Town.open(plan(3));
        busy.found(newestFirst);
        busy.step(end, newestFirst);
        PlainNetwork silent = new PlainNetwork();
        Town quiet = Town.open(plan(3));
        quiet.found(silent);
        quiet.step(end, new SilentNetwork(silent));

        assertThat(spontaneous(silent)).anyMatch(post -> !post.mentions().isEmpty());
        assertThat(spontaneous(silent)).isEqualTo(spontaneous(newestFirst));
        assertThat(silent.all(Impressed.class))
                .hasSizeLessThan(newestFirst.all(Impressed.class).size());
    }

    @Test
    void facts_come_in_time_order_and_name_only_what_was_told_before() {
        PlainNetwork network = live(plan(5), new PlainNetwork());
        Set<String> members = new HashSet<>();
        Set<String> items = new HashSet<>();

        assertThat(network.events).isSortedAccordingTo(Comparator.comparingLong(TownEvent::atMillis));
        for (TownEvent event : network.events) {
            switch (event) {
                case TownEvent.Joined joined ->
                    assertThat(members.add(joined.member())).isTrue();
                case TownEvent.Followed followed -> assertThat(members).contains(followed.member(), followed.other());
                case Published post -> {
                    assertThat(members).contains(post.author()).containsAll(post.mentions());
                    assertThat(items.add(post.item())).as(post.item()).isTrue();
                    assertThat(post.replyTo() == null || items.contains(post.replyTo()))
                            .isTrue();
                }
                case Impressed seen -> assertThat(items).contains(seen.item());
                case Acted acted -> assertThat(items).contains(acted.item());
                case TownEvent.ActUndone undone -> assertThat(items).contains(undone.item());
                case TownEvent.Removed removed -> assertThat(items).contains(removed.item());
                case TownEvent.Blocked blocked -> assertThat(members).contains(blocked.member(), blocked.other());
                case TownEvent.Unfollowed unfollowed -> assertThat(members).contains(unfollowed.other());
                case TownEvent.Muted _, TownEvent.GroupJoined _, TownEvent.ConsentGiven _ -> {}
            }
        }
    }

    @Test
    void acts_follow_an_impression_and_name_its_trace() {
        PlainNetwork network = live(plan(5), new PlainNetwork());
        Set<List<Object>> impressed = new HashSet<>();
        for (TownEvent event : network.events) {
            if (event instanceof Impressed seen) {
                impressed.add(Arrays.asList(seen.member(), seen.item(), seen.trace()));
            } else if (event instanceof Acted acted) {
                assertThat(impressed).contains(Arrays.asList(acted.member(), acted.item(), acted.trace()));
            }
        }
    }

    @Test
    void members_react_to_an_item_from_outside_once_the_town_has_heard_of_it() {
        Town town = Town.open(plan(6));
        PlainNetwork network = new PlainNetwork();
        town.found(network);
        Published post = new Published(
                START.toEpochMilli(),
                "visitor-1",
                "visitor",
                "Hello from outside",
                "en",
                List.of("music"),
                TownEvent.Audience.PUBLIC,
                null,
                List.of(),
                null,
                null);
        town.hear(post);

        town.step(START.plus(Duration.ofHours(12)).toEpochMilli(), new OneItemNetwork(network, post));

        List<Acted> acts = network.all(Acted.class).stream()
                .filter(acted -> acted.item().equals("visitor-1"))
                .toList();
        assertThat(acts).filteredOn(acted -> acted.act() == Act.DWELL).hasSizeGreaterThan(50);
        assertThat(acts).anyMatch(acted -> acted.act() != Act.DWELL);
    }

    @Test
    void an_item_the_town_never_heard_of_is_passed_without_a_look() {
        Town town = Town.open(plan(6));
        PlainNetwork network = new PlainNetwork();
        town.found(network);
        Published post = new Published(
                START.toEpochMilli(),
                "visitor-1",
                "visitor",
                "Hello",
                "en",
                List.of(),
                TownEvent.Audience.PUBLIC,
                null,
                List.of(),
                null,
                null);

        town.step(START.plus(Duration.ofHours(6)).toEpochMilli(), new OneItemNetwork(network, post));

        assertThat(network.all(Impressed.class)).anyMatch(seen -> seen.item().equals("visitor-1"));
        assertThat(network.all(Acted.class)).noneMatch(acted -> acted.item().equals("visitor-1"));
    }

    @Test
    void a_town_must_be_founded_once_and_first() {
        Town town = Town.open(plan(1));
        assertThatThrownBy(() -> town.step(START.toEpochMilli(), new PlainNetwork()))
                .hasMessage("Nobody lives here yet. Maybe found(network) was forgotten?");

        town.found(new PlainNetwork());
        assertThatThrownBy(() -> town.found(new PlainNetwork())).hasMessage("The town is founded already.");
    }

    @Test
    void two_thousand_members_are_founded_in_five_seconds_and_an_hour_costs_less_than_one() {
        Town town = Town.open(TownPlan.of(7, 2_000, START));
        PlainNetwork network = new PlainNetwork();

        long begin = cpuMillis();
        town.found(network);
        long founded = cpuMillis();
        town.step(START.plus(Duration.ofHours(1)).toEpochMilli(), network);
        long stepped = cpuMillis();

        assertThat(network.all(Published.class)).hasSizeGreaterThan(8_000);
        assertThat(founded - begin).isLessThan(5_000);
        assertThat(stepped - founded).isLessThan(1_000);
    }

    private static TownPlan plan(long seed) {
        return new TownPlan(seed, 150, START, Behaviour.standard(), 1, 1);
    }

    private static PlainNetwork live(TownPlan plan, PlainNetwork network) {
        Town town = Town.open(plan);
        town.found(network);
        town.step(START.plus(Duration.ofHours(12)).toEpochMilli(), network);
        return network;
    }

    private static List<Published> spontaneous(PlainNetwork network) {
        return network.all(Published.class).stream()
                .filter(post -> post.replyTo() == null && post.quoteOf() == null)
                .toList();
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    /// Passes facts on and never has anything to show.
    private record SilentNetwork(PlainNetwork told) implements Network {
        @Override
        public void apply(List<TownEvent> events) {
            told.apply(events);
        }

        @Override
        public List<Shown> feed(String member, int count, long atMillis) {
            return List.of();
        }
    }

    /// Shows everybody the same one item.
    private record OneItemNetwork(PlainNetwork told, Published post) implements Network {
        @Override
        public void apply(List<TownEvent> events) {
            told.apply(events);
        }

        @Override
        public List<Shown> feed(String member, int count, long atMillis) {
            return List.of(new Shown(post.item(), post.author(), null, 0));
        }
    }
}
