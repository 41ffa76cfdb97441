package attune.testkit.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import attune.store.quarantine.Rule;
import attune.store.quarantine.Thresholds;
import attune.testkit.sample.Drafts;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Each rule with what it must notice, and beside it what it must let pass.
class SentryTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final SplittableRandom random = new SplittableRandom(11);

    /// Pauses as a hand makes them: mostly short, some long.
    private long pause(long mean) {
        return 200 + (long) (-Math.log(1 - random.nextDouble()) * mean);
    }

    @Test
    void a_flood_is_held_and_the_like_that_made_it_one_is_held_already() {
        Watched town = Watched.with(2, 200);

        for (int item = 0; item < 130; item++) {
            town.like("m0", item);
            town.pass(pause(100));
        }

        assertThat(town.rule("m0")).isEqualTo("flood-minute");
        for (int item = 0; item < 130; item++)
            assertThat(town.likes(item)).as("item %d", item).isZero();
        assertThat(town.views.encounters.acts(town.number("m0"), town.item(3)))
                .as("own act")
                .isEqualTo(1);
    }

    @Test
    void a_quick_hand_passes() {
        Watched town = Watched.with(2, 400);

        for (int item = 0; item < 400; item++) {
            town.like("m0", item);
            town.pass(pause(8_000));
        }

        assertThat(town.rule("m0")).isEqualTo("none");
        assertThat(town.likes(7)).isEqualTo(1);
    }

    @Test
    void what_was_done_in_earlier_sittings_goes_on_counting() {
        Watched town = Watched.with(2, 300);
        town.like("m0", 299);
        town.pass(2 * HOUR);

        for (int item = 0; item < 130; item++) town.like("m0", item);

        assertThat(town.likes(299)).isEqualTo(1);
        assertThat(town.likes(0)).isZero();
    }

    @Test
    void a_flood_that_arrives_late_and_in_slow_motion_is_held_all_the_same() {
        Watched town = Watched.with(2, 4_000);

        for (int item = 0; item < 3_100; item++)
            town.tell(Drafts.at(town.clock.millis() - 20 * HOUR + item * 20_000L, Drafts.liked("m0", "i" + item)));

        assertThat(town.rule("m0")).isIn("flood-arrivals", "metronome", "round-the-clock");
    }

    @Test
    void an_afternoon_offline_may_arrive_at_once() {
        Watched town = Watched.with(2, 300);
        long at = town.clock.millis() - 5 * HOUR;

        for (int item = 0; item < 200; item++)
            town.tell(Drafts.at(at += pause(60_000), Drafts.liked("m0", "i" + item)));

        assertThat(town.rule("m0")).isEqualTo("none");
    }

    @Test
    void acts_before_their_items_were_published_are_held_from_the_third_on() {
        Watched town = Watched.with(2, 5);
        long before = Watched.START_MILLIS - HOUR;

        for (int item = 0; item < 2; item++) town.tell(Drafts.at(before, Drafts.liked("m0", "i" + item)));
        assertThat(town.rule("m0")).as("a slip").isEqualTo("none");
        town.tell(Drafts.at(before, Drafts.liked("m0", "i2")));

        assertThat(town.rule("m0")).isEqualTo("before-published");
        assertThat(town.likes(0)).isZero();
        assertThat(town.likes(2)).isZero();
    }

    @Test
    void a_source_whose_clock_is_wrong_is_told_and_its_members_go_on() {
        Watched town = Watched.with(200, 5);
        long before = Watched.START_MILLIS - HOUR;

        for (int member = 0; member < 200; member++)
            for (int item = 0; item < 4; item++) town.tell(Drafts.at(before, Drafts.liked("m" + member, "i" + item)));

        assertThat(town.sentry.clockSuspected()).isTrue();
        assertThat(town.views.quarantines.standing()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void an_import_states_history() {
        Watched town = Watched.with(2, 200);
        long before = Watched.START_MILLIS - HOUR;

        for (int item = 0; item < 200; item++)
            town.tell(Watched.by("import", Drafts.at(before, Drafts.liked("m0", "i" + item))));

        assertThat(town.rule("m0")).isEqualTo("none");
    }

    @Test
    void more_dwell_than_time_is_held() {
        Watched town = Watched.with(2, 40);

        for (int item = 0; item < 40; item++) {
            town.tell(Drafts.acted("m0", "i" + item, "dwell", 20 * MINUTE));
            town.pass(MINUTE);
        }

        assertThat(town.rule("m0")).isEqualTo("dwell-beyond-time");
    }

    @Test
    void a_page_sent_in_one_moment_passes_and_a_hundred_items_do_not() {
        Watched town = Watched.with(3, 100);

        for (int item = 0; item < 30; item++) town.like("m0", item);
        for (int item = 0; item < 100; item++) town.like("m1", item);

        assertThat(town.rule("m0")).isEqualTo("none");
        assertThat(town.rule("m1")).isEqualTo("same-moment");
    }

    @Test
    void a_metronome_is_held_however_slow() {
        Watched town = Watched.with(2, 60);

        for (int item = 0; item < 60; item++) {
            town.like("m0", item);
            town.pass(90_000 + random.nextInt(6_000));
        }

        assertThat(town.rule("m0")).isEqualTo("metronome");
        assertThat(town.quarantine("m0").orElseThrow().observed()).isLessThan(100);
    }

    @Test
    void acts_in_each_hour_of_a_day_and_a_half_are_held() {
        Watched town = Watched.with(2, 400);

        for (int act = 0; act < 80 && town.rule("m0").equals("none"); act++) {
            town.like("m0", act);
            town.pass(5 * MINUTE + random.nextLong(45 * MINUTE));
        }

        assertThat(town.rule("m0")).isEqualTo("round-the-clock");
    }

    @Test
    void likes_of_what_was_never_on_the_screen_are_held_where_the_network_tells() {
        Watched town = Watched.with(60, 100);
        for (int member = 1; member < 60; member++) {
            for (int item = 0; item < 20; item++) {
                town.see("m" + member, item);
                town.like("m" + member, random.nextInt(item + 1));
                town.pass(pause(1_000));
            }
        }

        for (int item = 0; item < 40; item++) {
            town.like("m0", item);
            town.pass(pause(20_000));
        }

        assertThat(town.rule("m0")).isEqualTo("unseen");
        assertThat(town.rule("m7")).isEqualTo("none");
    }

    @Test
    void likes_without_impressions_pass_where_nobody_tells_impressions() {
        Watched town = Watched.with(60, 100);
        for (int act = 0; act < 1_500; act++) {
            town.like("m" + (1 + random.nextInt(59)), random.nextInt(100));
            town.pass(pause(5_000));
        }

        for (int item = 0; item < 40; item++) {
            town.like("m0", item);
            town.pass(pause(20_000));
        }

        assertThat(town.rule("m0")).isEqualTo("none");
    }

    @Test
    void liking_everything_is_held() {
        Watched town = Watched.with(2, 250);

        for (int item = 0; item < 250; item++) {
            town.see("m0", item);
            town.like("m0", item);
            town.pass(pause(20_000));
        }

        assertThat(town.rule("m0")).isEqualTo("likes-everything");
    }

    @Test
    void five_accounts_in_step_are_held_together() {
        Watched town = Watched.with(8, 30);
        for (int member = 0; member < 5; member++) {
            for (int item = 0; item < 10; item++) {
                town.like("m" + member, item * 3 % 30);
                town.pass(pause(30_000));
            }
            town.pass(HOUR);
        }

        for (int member = 0; member < 5; member++)
            assertThat(town.rule("m" + member)).as("m%d", member).isEqualTo("in-step");
        assertThat(town.rule("m6")).isEqualTo("none");
        assertThat(town.likes(0)).isZero();
    }

    @Test
    void accounts_opened_for_one_item_are_held_together() {
        Watched town = Watched.with(300, 30);
        for (int act = 0; act < 1_200; act++) {
            town.like("m" + random.nextInt(300), random.nextInt(29));
            town.pass(pause(60_000));
        }

        for (int puppet = 0; puppet < 25; puppet++) {
            town.tell(Drafts.joined("puppet" + puppet));
            town.pass(1_000);
            town.like("puppet" + puppet, 29);
        }

        assertThat(town.rule("puppet0")).isEqualTo("young-burst");
        assertThat(town.rule("puppet24")).isEqualTo("young-burst");
        assertThat(town.likes(29)).isZero();
    }

    @Test
    void the_first_day_of_a_community_is_no_burst() {
        Watched town = new Watched();
        town.tell(Drafts.joined("author"), Drafts.published("author", "i0", "Welcome."));

        for (int member = 0; member < 1_500; member++) {
            town.tell(Drafts.joined("m" + member));
            town.like("m" + member, 0);
            town.pass(2_000);
        }

        assertThat(town.views.quarantines.standing()).isEmpty();
    }

    @Test
    void dating_back_widens_what_is_held_and_does_not_escape() {
        Watched town = Watched.with(2, 200);
        town.pass(10 * HOUR);
        for (int item = 0; item < 130; item++) town.like("m0", item);
        long held = town.quarantine("m0").orElseThrow().fromMillis();

        town.tell(Drafts.at(held - 3 * HOUR, Drafts.liked("m0", "i150")));

        assertThat(town.likes(150)).isZero();
        assertThat(town.quarantine("m0").orElseThrow().fromMillis()).isLessThanOrEqualTo(held - 3 * HOUR);
        assertThat(town.rule("m0")).as("the cause stays").isEqualTo("same-moment");
    }

    @Test
    void a_released_member_is_left_alone_by_the_rule_that_was_wrong() {
        Watched town = Watched.with(2, 400);
        for (int item = 0; item < 100; item++) town.like("m0", item);

        town.tell(Drafts.released("m0", true));
        town.pass(MINUTE);
        for (int item = 200; item < 300; item++) town.like("m0", item);

        assertThat(town.rule("m0")).isEqualTo("none");
        assertThat(town.likes(0)).isEqualTo(1);
        assertThat(town.likes(250)).isEqualTo(1);
    }

    @Test
    void a_rule_that_is_off_places_nothing() {
        Watched town = new Watched(Thresholds.USUAL.without(EnumSet.allOf(Rule.class)));
        town.people(2, 200);

        for (int item = 0; item < 200; item++) town.like("m0", item);

        assertThat(town.views.quarantines.standing()).isEmpty();
    }

    @Test
    void whoever_is_erased_is_placed_by_no_rule() {
        Watched town = Watched.with(6, 30);
        for (int member = 0; member < 4; member++)
            for (int item = 0; item < 9; item++) {
                town.like("m" + member, item);
                town.pass(pause(20_000));
            }
        town.store.erasure().erase(new attune.model.identity.MemberId(town.number("m0")));

        for (int member = 4; member < 6; member++)
            for (int item = 0; item < 9; item++) {
                town.like("m" + member, item);
                town.pass(pause(20_000));
            }

        assertThat(town.rule("m5")).isEqualTo("in-step");
        assertThat(town.views.quarantines.standing()).hasSize(5);
    }

    @Test
    void every_rule_says_what_it_measured_in_a_sentence() {
        Set<String> codes = new java.util.HashSet<>();
        for (Rule rule : Rule.values()) {
            codes.add(rule.code());
            assertThat(rule.words(4711, 42)).contains("4711", "42").endsWith(rule == Rule.EARLIER ? ")." : ".");
            assertThat(Rule.of(rule.code())).contains(rule);
        }
        assertThat(codes).hasSize(Rule.values().length);
    }
}
