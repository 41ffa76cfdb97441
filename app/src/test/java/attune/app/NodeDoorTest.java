package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.JsonObject;
import java.nio.file.Path;
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
    void only_operators_are_told() {
        node.get("", "/v1/node").is(401);
        node.get(node.backend, "/v1/node").is(403);
        node.get(node.token("bob"), "/v1/node").is(403);
    }

    private static List<String> names(List<JsonObject> parts) {
        return parts.stream().map(part -> part.text("name")).toList();
    }
}
