package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.config.Budget;
import attune.http.json.JsonObject;
import attune.privacy.Erasures;
import attune.store.embedded.Backup;
import attune.store.embedded.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeDoorTest {
    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private JsonObject report() {
        return node.get(node.operator, "/v1/node").is(200).json();
    }

    @Test
    void the_report_tells_load_stages_storage_and_models() {
        node.tell(Village.post("ada", "p1", "Hello"));
        for (int i = 0; i < 3; i++) node.slate("bob");

        JsonObject report = report();

        assertThat(report.text("community")).isEqualTo("Village");
        assertThat(report.object("log").integer("behind")).isZero();
        assertThat(report.object("log").integer("head"))
                .isEqualTo(node.attune.log().head());
        assertThat(report.object("events").number("perSecond15m")).isPositive();
        assertThat(report.integer("runs")).isEqualTo(3);
        assertThat(report.objects("stages")).anySatisfy(stage -> {
            assertThat(stage.text("kind")).isEqualTo("source");
            assertThat(stage.integer("runs")).isEqualTo(3);
            assertThat(stage.integer("failed")).isZero();
        });
        assertThat(report.objects("routes")).anySatisfy(route -> {
            assertThat(route.text("route")).isEqualTo("/v1/members/{member}/slates/{surface}");
            assertThat(route.number("p99Millis")).isGreaterThanOrEqualTo(route.number("p50Millis"));
        });
        assertThat(names(report.object("storage").objects("parts"))).contains("log.db", "blobs.db", "keys.db");
        assertThat(report.objects("models").getFirst().text("version")).isEqualTo("prior");
    }

    @Test
    void a_training_is_told_with_what_it_came_to() {
        assertThat(report().objects("models").getFirst().findObject("training")).isEmpty();

        node.attune.trainer().train();

        JsonObject training = report().objects("models").getFirst().object("training");
        assertThat(training.truth("served")).isFalse();
        assertThat(training.text("words")).startsWith("Too few impressions");
        assertThat(training.findNumber("lossBefore"))
                .as("not measured is not 0")
                .isEmpty();
    }

    @Test
    void the_report_tells_what_is_written_refused_and_allowed() {
        node.tell(Village.post("ada", "p1", "Hello"));

        JsonObject report = report();

        JsonObject writing = report.object("writing");
        assertThat(writing.integer("waiting")).isZero();
        assertThat(writing.integer("batches")).isPositive();
        assertThat(writing.number("p99Millis")).isGreaterThanOrEqualTo(writing.number("p50Millis"));
        JsonObject refused = report.object("refused");
        assertThat(refused.objects("limited")).isEmpty();
        assertThat(refused.integer("full") + refused.integer("overBudget")).isZero();
        JsonObject budget = report.object("budget");
        assertThat(budget.integer("usedBytes")).isPositive().isLessThan(budget.integer("mostBytes"));
        assertThat(budget.number("heapShare")).isLessThan(budget.number("mostHeapShare"));
        assertThat(budget.findText("trouble")).isEmpty();
    }

    @Test
    void a_community_over_its_budget_is_told_first() {
        node.close();
        node = RunningNode.within(folder, new Budget(1, 0, Budget.UNLIMITED, 1));
        node.post(node.backend, "/v1/events", "{\"events\":[" + Village.joined("late", "Late") + "]}")
                .is(507);

        JsonObject report = report();

        assertThat(report.object("budget").text("trouble")).contains("more than its budget");
        assertThat(report.object("refused").integer("overBudget")).isOne();
        assertThat(report.objects("attention").getFirst().text("weight")).isEqualTo("now");
        assertThat(report.objects("attention").getFirst().text("what")).startsWith("New events are refused");
    }

    @Test
    void an_erasure_that_waits_for_the_end_of_a_hold_is_told_and_red_once_it_is_overdue() {
        String until = RunningNode.START.plus(Duration.ofDays(90)).toString();
        node.put(node.operator, "/v1/members/ada/hold", "{\"reference\":\"Case 17\",\"until\":\"" + until + "\"}")
                .is(200);
        node.post(node.token("ada"), "/v1/members/ada/erasure", "{}").is(202);

        JsonObject erasures = report().object("erasures");
        assertThat(erasures.integer("waiting")).isOne();
        assertThat(erasures.integer("overdue")).isZero();
        assertThat(erasures.time("firstDue")).isEqualTo(RunningNode.START.plus(Erasures.DUE));
        assertThat(attention()).noneMatch(what -> what.contains("over their thirty days"));

        node.clock.advance(Erasures.DUE.plusSeconds(1).toMillis());

        assertThat(report().object("erasures").integer("overdue")).isOne();
        assertThat(attention()).anyMatch(what -> what.contains("1 of 1 waiting erasures are over their thirty days"));
    }

    @Test
    void the_newest_backup_is_told_with_what_it_lacks(@TempDir Path elsewhere) {
        assertThat(report().findObject("backup")).as("never is null").isEmpty();
        Path vault = elsewhere.resolve("vault");
        InstantSource now = InstantSource.system();
        InstantSource lastWeek = InstantSource.offset(now, Duration.ofDays(-8));
        Backup.take(folder, elsewhere.resolve("old"), vault, lastWeek);
        assertThat(attention()).anyMatch(what -> what.startsWith("The newest backup is 8 days old and lacks"));

        Manifest taken = Backup.take(folder, elsewhere.resolve("new"), vault, now);

        JsonObject backup = report().object("backup");

        assertThat(backup.integer("sequence")).isEqualTo(taken.sequence());
        assertThat(backup.integer("facts")).isEqualTo(taken.facts());
        assertThat(backup.time("takenAt").toEpochMilli()).isEqualTo(taken.atMillis());
        assertThat(attention()).noneMatch(what -> what.contains("backup"));
    }

    @Test
    void the_ledger_is_told_with_when_it_was_signed() {
        node.get(node.operator, "/v1/members/ada/export").is(200);
        assertThat(report().object("ledger").findText("signedAt")).isEmpty();

        node.attune.store().ledger().publish();

        JsonObject ledger = report().object("ledger");
        assertThat(ledger.integer("entries")).isPositive();
        assertThat(ledger.integer("unrecorded")).isZero();
        assertThat(ledger.findText("signedAt")).isPresent();
    }

    private List<String> attention() {
        return report().objects("attention").stream()
                .map(matter -> matter.text("what"))
                .toList();
    }

    @Test
    void only_operators_are_told() {
        node.get("", "/v1/node").is(401);
        node.get(node.backend, "/v1/node").is(403);
        node.get(node.token("bob"), "/v1/node").is(403);
    }

    private static List<String> names(List<JsonObject> parts) {
        return parts.stream().map(part -> part.text("name")).toList();
    }
}
