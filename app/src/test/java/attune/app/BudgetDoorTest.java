package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.config.Budget;
import attune.app.operate.BudgetWatch;
import attune.app.operate.Surroundings;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.problem.ProblemException;
import attune.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over its budget, a community refuses new facts and nothing else.
class BudgetDoorTest {
    @TempDir
    private Path folder;

    @Test
    void over_the_budget_new_facts_are_refused_and_reading_and_rights_go_on() {
        try (RunningNode node = RunningNode.open(folder)) {
            node.tell(Village.joined("ada", "Ada"), Village.consent("ada"));
        }
        try (RunningNode node = RunningNode.within(folder, new Budget(1, 0, Budget.UNLIMITED, 1))) {
            assertThat(node.post(node.backend, "/v1/events", "{\"events\":[" + Village.joined("bob", "Bob") + "]}")
                            .is(507)
                            .text())
                    .contains("urn:attune:problem:over-budget", "has no room");

            node.get(node.backend, "/v1/members/ada/slates/home").is(200);
            node.get(node.operator, "/v1/members/ada/export").is(200);
            node.delete(node.backend, "/v1/members/ada/consents/personalization")
                    .is(200);
            node.get("", "/health/ready").is(200);
            assertThat(node.get("", "/metrics").is(200).text())
                    .contains(
                            "attune_budget_over{community=\"Village\"} 1.0",
                            "attune_events_shed_total{community=\"Village\"} 1.0");
        }
    }

    @Test
    void what_protects_somebody_is_taken_also_over_the_budget_and_what_comes_with_it_is_not() {
        try (RunningNode node = RunningNode.open(folder)) {
            node.tell(Village.joined("ada", "Ada"), Village.joined("bob", "Bob"), Village.post("bob", "b", "Rain"));
        }
        try (RunningNode node = RunningNode.within(folder, new Budget(1, 0, Budget.UNLIMITED, 1))) {
            node.tell(
                    Village.acted("ada", "b", "hide"),
                    Village.acted("ada", "b", "report"),
                    Village.tie("blocked", "ada", "bob"),
                    Village.mutedWord("ada", "rain"),
                    "{\"type\":\"item.removed\",\"item\":\"b\"}",
                    "{\"type\":\"consent.withdrawn\",\"member\":\"ada\",\"purpose\":\"personalization\"}");

            String mixed = Village.tie("blocked", "bob", "ada") + "," + Village.joined("cat", "Cat");
            node.post(node.backend, "/v1/events", "{\"events\":[" + mixed + "]}")
                    .is(507);
            node.post(node.backend, "/v1/members/ada/erasure", "{}").is(200);
        }
    }

    @Test
    void a_community_at_its_memory_stops_growing_and_its_neighbour_does_not_notice() {
        AtomicLong leapNanos = new AtomicLong();
        Surroundings real =
                new Surroundings(InstantSource.system(), () -> System.nanoTime() + leapNanos.get(), new SecureRandom());
        try (Attune small = Attune.open(folder.resolve("small"), real, EmbeddedStore.Progress.SILENT);
                Attune roomy = Attune.open(folder.resolve("roomy"), real, EmbeddedStore.Progress.SILENT)) {
            Budget budget = new Budget(Budget.UNLIMITED, 0, small.heapBytes() + (3 << 20), 1);
            Community one = new Community(
                    small,
                    CommunitySettings.of("Small", folder.resolve("small")).within(budget),
                    real);
            Community other = new Community(roomy, CommunitySettings.of("Roomy", folder.resolve("roomy")), real);
            Principal backend = new Principal.Machine(Role.BACKEND, "test");

            int taken = 0;
            for (int group = 0; group < 200; group++) {
                int[] answers = {grow(one, backend, group), grow(other, backend, group)};
                assertThat(answers[1]).isEqualTo(200);
                if (answers[0] == 507) break;
                taken++;
                leapNanos.addAndGet(5_000_000_000L);
            }

            assertThat(taken).isBetween(1, 199);
            assertThat(small.heapBytes()).isBetween(budget.memoryBytes(), budget.memoryBytes() + (1 << 20));
            assertThat(one.ask("readSlate", backend, Map.of("member", "m0-0", "surface", "home"), "{}")
                            .status())
                    .isEqualTo(200);
            assertThat(grow(other, backend, 1_000)).isEqualTo(200);
        }
    }

    private static int grow(Community community, Principal backend, int group) {
        String events = IntStream.range(0, 100)
                .mapToObj(i -> Village.joined("m%d-%d".formatted(group, i), "Member of a group"))
                .collect(Collectors.joining(","));
        try {
            return community
                    .ask("appendEvents", backend, Map.of(), "{\"events\":[" + events + "]}")
                    .status();
        } catch (ProblemException refused) {
            return refused.problem().kind().status();
        }
    }

    @Test
    void another_community_keeps_its_own_budget() {
        AtomicLong now = new AtomicLong();
        AtomicLong used = new AtomicLong(10);
        BudgetWatch full = watch(new Budget(5, 0, 50, 1), used, now);
        BudgetWatch roomy = watch(new Budget(100, 0, 50, 1), used, now);

        assertThat(full.trouble()).isPresent();
        assertThat(roomy.trouble()).isEmpty();
    }

    @Test
    void the_disk_the_budget_and_the_heap_are_each_looked_at_again_after_a_while() {
        AtomicLong now = new AtomicLong();
        AtomicLong used = new AtomicLong(10);
        BudgetWatch watch = watch(new Budget(50, 0, 50, 1), used, now);
        used.set(51 << 20);
        assertThat(watch.trouble()).isEmpty();

        now.addAndGet(5_000_000_000L);
        assertThat(watch.trouble().orElse("")).contains("holds 51 MB");
        used.set(10);
        now.addAndGet(5_000_000_000L);
        assertThat(watch.trouble()).isEmpty();

        assertThat(new BudgetWatch(new Budget(9, 100, 50, 1), () -> 1, () -> 99, () -> 5, () -> 0, now::get)
                        .trouble()
                        .orElse(""))
                .contains("must stay free");
        assertThat(new BudgetWatch(new Budget(9, 0, 50, 0.5), () -> 1, () -> 99, () -> 5, () -> 0.6, now::get)
                        .trouble()
                        .orElse(""))
                .contains("60% of the heap");
        assertThat(new BudgetWatch(new Budget(9, 0, 5 << 20, 1), () -> 1, () -> 99, () -> 7 << 20, () -> 0, now::get)
                        .trouble()
                        .orElse(""))
                .contains("some 7 MB of the heap", "budget of 5 MB");
    }

    private static BudgetWatch watch(Budget budget, AtomicLong used, AtomicLong now) {
        return new BudgetWatch(budget, used::get, () -> 1L << 40, () -> 5, () -> 0.1, now::get);
    }
}
