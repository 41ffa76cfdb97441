package attune.town;

import static org.assertj.core.api.Assertions.assertThat;

import attune.town.TownEvent.Acted;
import attune.town.TownEvent.Followed;
import attune.town.TownEvent.Impressed;
import attune.town.TownEvent.Joined;
import attune.town.TownEvent.Published;
import attune.town.behaviour.Act;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Does the town look like a network? Rates and shapes of the history of six hundred members.
class PlausibilityTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final PlainNetwork NETWORK = new PlainNetwork();
    private static final Map<String, Joined> MEMBERS = new HashMap<>();
    private static final Map<String, ZoneId> ZONES = new HashMap<>();
    private static final Set<String> SPAM = new HashSet<>();

    @BeforeAll
    static void live() {
        Town.open(TownPlan.of(11, 600, START).remembering(6, 0.5)).found(NETWORK);
        for (Joined joined : NETWORK.all(Joined.class)) {
            MEMBERS.put(joined.member(), joined);
            ZONES.put(joined.member(), ZoneId.of(joined.timeZone()));
        }
        NETWORK.all(Published.class).stream()
                .filter(post -> post.text().contains(".example/"))
                .forEach(post -> SPAM.add(post.item()));
    }

    @Test
    void two_to_eight_in_a_hundred_impressions_are_liked_and_less_than_one_is_hidden() {
        assertThat(rate(Act.LIKE, _ -> true)).isBetween(0.02, 0.08);
        assertThat(rate(Act.HIDE, _ -> true)).isBetween(0.0005, 0.01);
        assertThat(rate(Act.REPORT, _ -> true)).isLessThan(rate(Act.LIKE, _ -> true) / 10);
        assertThat(rate(Act.REPLY, _ -> true)).isBetween(0.002, 0.03);
    }

    @Test
    void spam_is_hidden_and_reported_far_more_often() {
        Predicate<String> spam = SPAM::contains;

        assertThat(rate(Act.HIDE, spam)).isGreaterThan(5 * rate(Act.HIDE, spam.negate()));
        assertThat(rate(Act.REPORT, spam)).isGreaterThan(20 * rate(Act.REPORT, spam.negate()));
        assertThat(SPAM.size()).isBetween(1, NETWORK.all(Published.class).size() / 6);
    }

    @Test
    void few_are_followed_by_many_and_few_write_much() {
        Map<String, Integer> followers = new HashMap<>();
        NETWORK.all(Followed.class).forEach(tie -> followers.merge(tie.other(), 1, Integer::sum));
        Map<String, Integer> posts = new HashMap<>();
        NETWORK.all(Published.class).stream()
                .filter(post -> !SPAM.contains(post.item()))
                .forEach(post -> posts.merge(post.author(), 1, Integer::sum));

        assertThat(shareOfTopTenth(followers)).isBetween(0.35, 0.85);
        assertThat(shareOfTopTenth(posts)).isBetween(0.35, 0.9);
        assertThat(posts.size()).isLessThan(MEMBERS.size() * 8 / 10);
    }

    @Test
    void the_evening_is_livelier_than_the_night_by_the_clock_of_each_home() {
        int[] byHour = new int[24];
        for (Impressed seen : NETWORK.all(Impressed.class)) {
            ZoneId home = ZONES.getOrDefault(seen.member(), ZoneId.of("UTC"));
            byHour[Instant.ofEpochMilli(seen.atMillis()).atZone(home).getHour()]++;
        }

        assertThat(byHour[20] + byHour[21]).isGreaterThan(4 * (byHour[3] + byHour[4]));
    }

    @Test
    void some_accounts_are_locked_some_are_not_recommended_and_some_are_young() {
        assertThat(MEMBERS.values()).areAtLeast(5, having(Joined::locked));
        assertThat(MEMBERS.values()).areAtLeast(5, having(member -> !member.recommendable()));
        assertThat(MEMBERS.values())
                .areAtLeast(10, having(member -> member.ageBand().wireName().equals("teen")));
        assertThat(MEMBERS.values())
                .areAtLeast(10, having(member -> member.ageBand().wireName().equals("unknown")));
        assertThat(MEMBERS.size()).as("newcomers").isGreaterThan(610);
    }

    @Test
    void posts_speak_three_languages_and_are_meant_for_every_kind_of_audience() {
        assertThat(NETWORK.all(Published.class)).extracting(Published::language).contains("en", "de", "es");
        assertThat(NETWORK.all(Published.class)).extracting(Published::audience).contains(TownEvent.Audience.values());
    }

    private static <T> Condition<T> having(Predicate<T> predicate) {
        return new Condition<>(predicate, "having it");
    }

    private static double rate(Act act, Predicate<String> item) {
        long impressed = NETWORK.all(Impressed.class).stream()
                .filter(seen -> item.test(seen.item()))
                .count();
        long acted = NETWORK.all(Acted.class).stream()
                .filter(done -> done.act() == act && item.test(done.item()))
                .count();
        return (double) acted / impressed;
    }

    private static double shareOfTopTenth(Map<String, Integer> counts) {
        int[] all = new int[MEMBERS.size()];
        int row = 0;
        for (int count : counts.values()) {
            all[row++] = count;
        }
        Arrays.sort(all);
        int top = Arrays.stream(all).skip(all.length - all.length / 10).sum();
        return (double) top / Arrays.stream(all).sum();
    }
}
