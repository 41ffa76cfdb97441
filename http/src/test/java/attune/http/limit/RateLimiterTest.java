package attune.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.auth.Principal;
import attune.http.limit.RateLimiter.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Principal BACKEND = Principal.backend("k1");

    private final AtomicLong now = new AtomicLong(-7 * SECOND);

    @Test
    void a_burst_is_let_in_and_then_as_much_as_flows() {
        RateLimiter limiter = limiter(2, 1, 1);

        assertThat(allowed(limiter, BACKEND, null, 30)).isEqualTo(20);
        now.addAndGet(SECOND / 2);
        assertThat(allowed(limiter, BACKEND, null, 30)).isEqualTo(1);
        now.addAndGet(3 * SECOND);
        assertThat(allowed(limiter, BACKEND, null, 30)).isEqualTo(6);
        now.addAndGet(3600 * SECOND);
        assertThat(allowed(limiter, BACKEND, null, 30)).isEqualTo(20);
    }

    @Test
    void who_has_not_asked_for_a_while_is_forgotten_though_there_is_room_for_more() {
        RateLimiter limiter = limiter(2, 1, 1);
        limiter.ask(RouteClass.READ, new Principal.Member("ada"), "ada", "");
        limiter.ask(RouteClass.READ, new Principal.Member("bob"), "bob", "");
        now.addAndGet(61 * SECOND);

        limiter.ask(RouteClass.READ, new Principal.Member("cy"), "cy", "");

        assertThat(limiter.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void by_the_hour_an_hours_worth_may_come_at_once_and_then_one_as_each_comes_back() {
        RateLimits usual = RateLimits.usual();
        RateLimiter limiter = new RateLimiter(usual, now::get);
        Principal ada = new Principal.Member("ada");
        for (int copy = 0; copy < 6; copy++) {
            assertThat(limiter.ask(RouteClass.EXPORT, ada, "ada", "").allowed()).isTrue();
        }

        Decision seventh = limiter.ask(RouteClass.EXPORT, ada, "ada", "");

        assertThat(seventh.retrySeconds()).isEqualTo(600);
        assertThat(seventh.policy()).isEqualTo("\"export\";q=6;w=3600");
        assertThat(limiter.ask(RouteClass.RIGHTS, ada, "ada", "").allowed())
                .as("an erasure is still open")
                .isTrue();
        now.addAndGet(600 * SECOND);
        assertThat(limiter.ask(RouteClass.EXPORT, ada, "ada", "").allowed()).isTrue();
        assertThat(limiter.ask(RouteClass.EXPORT, ada, "ada", "").allowed()).isFalse();
    }

    /// Who waits as long as told is let in; who comes a moment earlier is not.
    @Test
    void the_time_to_wait_is_right() {
        RateLimiter limiter = limiter(1, 1, 1);
        allowed(limiter, BACKEND, null, 10);
        now.addAndGet(SECOND / 4);

        Decision decision = limiter.ask(RouteClass.READ, BACKEND, null, "");

        assertThat(decision.retrySeconds()).isEqualTo(1);
        now.addAndGet(3 * SECOND / 4 - 1);
        assertThat(limiter.ask(RouteClass.READ, BACKEND, null, "").allowed()).isFalse();
        now.addAndGet(1);
        assertThat(limiter.ask(RouteClass.READ, BACKEND, null, "").allowed()).isTrue();
    }

    @Test
    void a_noisy_member_does_not_starve_the_others_of_the_same_key() {
        RateLimiter limiter = limiter(10, 1, 1);

        assertThat(allowed(limiter, BACKEND, "noisy", 10_000)).isEqualTo(10);
        assertThat(limiter.ask(RouteClass.READ, BACKEND, "noisy", "").by()).isEqualTo("member");
        assertThat(allowed(limiter, BACKEND, "ada", 20)).isEqualTo(10);
        assertThat(allowed(limiter, BACKEND, "bob", 20)).isEqualTo(10);
    }

    @Test
    void a_members_token_and_a_key_that_asks_for_the_member_share_the_members_bucket() {
        RateLimiter limiter = limiter(10, 1, 1);

        assertThat(allowed(limiter, Principal.member("ada"), "ada", 100)).isEqualTo(10);
        assertThat(limiter.ask(RouteClass.READ, BACKEND, "ada", "").allowed()).isFalse();
        assertThat(allowed(limiter, Principal.member("bob"), "bob", 100)).isEqualTo(10);
    }

    @Test
    void classes_of_routes_have_buckets_of_their_own_and_health_has_none() {
        RateLimiter limiter = limiter(1, 1, 1);
        allowed(limiter, BACKEND, null, 100);

        assertThat(limiter.ask(RouteClass.CHANGE, BACKEND, null, "").allowed()).isTrue();
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(_ -> limiter.ask(RouteClass.EXEMPT, Principal.ANONYMOUS, null, "10.0.0.1")))
                .allMatch(Decision::allowed);
    }

    @Test
    void nobody_in_particular_is_limited_by_address_and_a_network_of_ipv6_is_one() {
        RateLimiter limiter = limiter(1, 1, 1);

        assertThat(anonymous(limiter, "10.0.0.1", 20)).isEqualTo(10);
        assertThat(anonymous(limiter, "10.0.0.2", 20)).isEqualTo(10);
    }

    @Test
    void what_a_request_turned_out_to_weigh_is_paid_by_the_next() {
        RateLimiter limiter = limiter(10, 1, 1);
        limiter.ask(RouteClass.INGEST, BACKEND, null, "");

        limiter.weigh(RouteClass.INGEST, BACKEND, null, "", 149);

        assertThat(limiter.ask(RouteClass.INGEST, BACKEND, null, "").retrySeconds())
                .isEqualTo(6);
        now.addAndGet(6 * SECOND);
        assertThat(limiter.ask(RouteClass.INGEST, BACKEND, null, "").allowed()).isTrue();
    }

    @Test
    void a_debt_ends_by_itself() {
        RateLimiter limiter = limiter(10, 1, 1);
        limiter.ask(RouteClass.INGEST, BACKEND, null, "");

        limiter.weigh(RouteClass.INGEST, BACKEND, null, "", 1_000_000_000);

        assertThat(limiter.ask(RouteClass.INGEST, BACKEND, null, "").retrySeconds())
                .isLessThanOrEqualTo(11);
    }

    @Test
    void the_headers_say_the_limit_and_what_is_left_of_it() {
        Decision decision = limiter(10, 1, 1).ask(RouteClass.READ, BACKEND, null, "");

        assertThat(decision.policy()).isEqualTo("\"read\";q=100;w=10");
        assertThat(decision.standing()).isEqualTo("\"read\";r=99;t=1");
    }

    @Test
    void of_a_members_limit_and_the_keys_the_headers_say_the_one_that_would_refuse_first() {
        Decision decision = limiter(10, 1, 1).ask(RouteClass.READ, BACKEND, "ada", "");

        assertThat(decision.standing()).isEqualTo("\"read\";r=9;t=1");
        assertThat(decision.by()).isEqualTo("member");
    }

    @Test
    void as_many_askers_are_remembered_as_the_limits_say_and_no_more() {
        RateLimiter limiter = limiter(1, 1, 1);

        for (int i = 0; i < 10_000; i++) {
            limiter.ask(RouteClass.READ, Principal.ANONYMOUS, null, "10.0." + i / 256 + "." + i % 256);
        }

        assertThat(limiter.size()).isLessThanOrEqualTo(101);
        now.addAndGet(60 * SECOND);
        assertThat(anonymous(limiter, "192.168.0.1", 20)).isEqualTo(10);
        assertThat(limiter.size()).isLessThanOrEqualTo(101);
    }

    /// Any number of threads together get what one would.
    @Test
    void many_at_once_get_no_more_than_one() throws Exception {
        RateLimiter limiter = limiter(100, 1000, 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> counts = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(_ -> () -> allowed(limiter, BACKEND, null, 5_000))
                    .toList());

            int all = 0;
            for (Future<Integer> count : counts) all += count.get();
            assertThat(all).isEqualTo(1000);
        }
    }

    /// Rates a second; ten seconds' worth may come at once.
    private RateLimiter limiter(long key, long member, long address) {
        Rate keys = Rate.of(key, 10);
        Rate members = Rate.of(member, 10);
        Rate addresses = Rate.of(address, 10);
        return new RateLimiter(
                new RateLimits(
                        true,
                        Map.of(RouteClass.READ, keys, RouteClass.INGEST, keys, RouteClass.CHANGE, keys),
                        Map.of(RouteClass.READ, members),
                        Map.of(RouteClass.READ, addresses),
                        100),
                now::get);
    }

    private int anonymous(RateLimiter limiter, String address, int times) {
        return (int) IntStream.range(0, times)
                .filter(_ -> limiter.ask(RouteClass.READ, Principal.ANONYMOUS, null, address)
                        .allowed())
                .count();
    }

    private static int allowed(RateLimiter limiter, Principal who, @Nullable String member, int times) {
        return (int) IntStream.range(0, times)
                .filter(_ ->
                        limiter.ask(RouteClass.READ, who, member, "10.0.0.9").allowed())
                .count();
    }
}
