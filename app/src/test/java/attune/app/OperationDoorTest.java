package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperationDoorTest {
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

    @Test
    void status_counts_what_is_there() {
        node.tell(Village.post("ada", "p1", "Hello"), "{\"type\":\"member.left\",\"member\":\"eve\"}");

        JsonObject status = node.get(node.operator, "/v1/status").is(200).json();

        assertThat(status.text("community")).isEqualTo("Village");
        assertThat(status.integer("members")).isEqualTo(2);
        assertThat(status.integer("items")).isEqualTo(1);
        assertThat(status.integer("sequence")).isEqualTo(node.attune.log().head());
        assertThat(status.object("model").text("version")).isEqualTo("prior");
        assertThat(status.truth("demo")).isFalse();
    }

    @Test
    void pipelines_tell_themselves_in_both_ways() {
        JsonObject ranked =
                node.get(node.operator, "/v1/pipelines/home").is(200).json();
        JsonObject plain = node.get(node.operator, "/v1/pipelines/home?profiled=false")
                .is(200)
                .json();

        assertThat(ranked.truth("profiled")).isTrue();
        assertThat(ranked.text("mermaid")).startsWith("flowchart");
        assertThat(ranked.objects("values")).isNotEmpty();
        assertThat(plain.truth("profiled")).isFalse();
        assertThat(plain.objects("values")).isEmpty();
        node.get(node.operator, "/v1/pipelines/nowhere").is(404);
    }

    @Test
    void description_names_every_door() {
        JsonObject paths = node.get("", "/v1/openapi.json").is(200).json().object("paths");

        assertThat(paths.names())
                .contains(
                        "/v1/events",
                        "/v1/members",
                        "/v1/members/{member}",
                        "/v1/items/{item}",
                        "/v1/acts",
                        "/v1/members/{member}/slates/{surface}",
                        "/v1/members/{member}/why/{trace}/{item}",
                        "/v1/members/{member}/why-not/{item}",
                        "/v1/members/{member}/controls",
                        "/v1/members/{member}/consents",
                        "/v1/members/{member}/consents/{purpose}",
                        "/v1/members/{member}/export",
                        "/v1/members/{member}/erasure",
                        "/v1/traces",
                        "/v1/traces/{trace}",
                        "/v1/pipelines/{surface}",
                        "/v1/status");
    }

    @Test
    void figures_count_events_and_time_feeds() {
        node.tell(Village.post("ada", "p1", "Hello"));
        node.slate("bob");

        String figures = node.get("", "/metrics").is(200).text();

        assertThat(figures)
                .contains("attune_events_total{community=\"Village\",outcome=\"accepted\"} 6.0")
                .contains("attune_log_head")
                .contains("route=\"/v1/members/{member}/slates/{surface}\"");
    }

    @Test
    void controls_tell_what_was_chosen() {
        node.tell(
                Village.post("ada", "p1", "Hello", ",\"topics\":[\"cycling\"]"),
                Village.mutedWord("bob", "nightshade"),
                "{\"type\":\"muted\",\"member\":\"bob\",\"what\":\"topic\",\"value\":\"cycling\"}",
                "{\"type\":\"muted\",\"member\":\"bob\",\"what\":\"member\",\"value\":\"eve\"}",
                Village.tie("blocked", "bob", "ada"),
                "{\"type\":\"control.set\",\"member\":\"bob\",\"control\":\"theme\",\"value\":\"dark\"}");

        JsonObject controls =
                node.get(node.token("bob"), "/v1/members/bob/controls").is(200).json();

        assertThat(controls.object("muted").texts("words")).containsExactly("nightshade");
        assertThat(controls.object("muted").texts("topics")).containsExactly("cycling");
        assertThat(controls.object("muted").texts("members")).containsExactly("eve");
        assertThat(controls.texts("blocked")).containsExactly("ada");
        assertThat(controls.texts("languages")).containsExactly("en");
        assertThat(controls.object("settings").text("theme")).isEqualTo("dark");
    }

    @Test
    void members_are_found_page_by_page() {
        for (int i = 0; i < 60; i++) node.tell(Village.joined("extra" + i, "Extra " + i));

        JsonObject first =
                node.get(node.operator, "/v1/members?q=extra").is(200).json();
        JsonObject second = node.get(node.operator, "/v1/members?q=extra&cursor=" + first.text("cursor"))
                .is(200)
                .json();

        assertThat(first.objects("items")).hasSize(50);
        assertThat(second.objects("items")).hasSize(10);
        assertThat(second.findText("cursor")).isEmpty();
        node.get(node.operator, "/v1/members?q=other&cursor=" + first.text("cursor"))
                .is(400);
    }
}
