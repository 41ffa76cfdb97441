package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.config.Budget;
import attune.app.operate.BudgetWatch;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
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
        try (RunningNode node = RunningNode.within(folder, new Budget(1, 0, 1))) {
            assertThat(node.post(node.backend, "/v1/events", "{\"events\":[" + Village.joined("bob", "Bob") + "]}")
                            .is(507)
                            .text())
                    .contains("urn:attune:problem:over-budget", "more than its budget");

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
    void another_community_keeps_its_own_budget() {
        AtomicLong now = new AtomicLong();
        AtomicLong used = new AtomicLong(10);
        BudgetWatch full = watch(new Budget(5, 0, 1), used, now);
        BudgetWatch roomy = watch(new Budget(100, 0, 1), used, now);

        assertThat(full.trouble()).isPresent();
        assertThat(roomy.trouble()).isEmpty();
    }

    @Test
    void the_disk_the_budget_and_the_heap_are_each_looked_at_again_after_a_while() {
        AtomicLong now = new AtomicLong();
        AtomicLong used = new AtomicLong(10);
        BudgetWatch watch = watch(new Budget(50, 0, 1), used, now);
        used.set(51 << 20);
        assertThat(watch.trouble()).isEmpty();

        now.addAndGet(5_000_000_000L);
        assertThat(watch.trouble().orElse("")).contains("holds 51 MB");
        used.set(10);
        now.addAndGet(5_000_000_000L);
        assertThat(watch.trouble()).isEmpty();

        assertThat(new BudgetWatch(new Budget(9, 100, 1), () -> 1, () -> 99, () -> 0, now::get)
                        .trouble()
                        .orElse(""))
                .contains("must stay free");
        assertThat(new BudgetWatch(new Budget(9, 0, 0.5), () -> 1, () -> 99, () -> 0.6, now::get)
                        .trouble()
                        .orElse(""))
                .contains("60% of the heap");
    }

    private static BudgetWatch watch(Budget budget, AtomicLong used, AtomicLong now) {
        return new BudgetWatch(budget, used::get, () -> 1L << 40, () -> 0.1, now::get);
    }
}
