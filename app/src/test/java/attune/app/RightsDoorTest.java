package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.RunningNode.Answer;
import attune.http.json.JsonObject;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RightsDoorTest {
    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
        node.tell(
                Village.joined("member-zelda", "Zelda Quillfeather"),
                Village.post("ada", "ada-1", "New tyres and old legs", ",\"topics\":[\"cycling\"]"),
                Village.post("member-zelda", "zelda-1", "Marmalade on the windowsill", ",\"topics\":[\"baking\"]"),
                Village.post("ada", "ada-2", "What a jar", ",\"quoteOf\":\"zelda-1\",\"mentions\":[\"member-zelda\"]"),
                Village.tie("followed", "member-zelda", "ada"),
                Village.tie("followed", "bob", "member-zelda"),
                Village.tie("blocked", "member-zelda", "eve"),
                Village.consent("member-zelda"),
                Village.impressed("member-zelda", "ada-1"),
                Village.acted("member-zelda", "ada-1", "save"),
                Village.acted("bob", "zelda-1", "like"),
                Village.mutedWord("member-zelda", "nightshade"),
                "{\"type\":\"searched\",\"member\":\"member-zelda\",\"query\":\"apricot preserves\"}",
                """
                {"type":"control.set","member":"member-zelda","control":"theme","value":"lanternlight"}""",
                "{\"type\":\"label.set\",\"member\":\"member-zelda\",\"label\":\"gardener\"}",
                "{\"type\":\"label.set\",\"item\":\"zelda-1\",\"label\":\"preserve\"}");
        node.slate("member-zelda");
        node.slate("bob");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void export_holds_everything_that_was_planted() {
        Answer export = node.get(node.token("member-zelda"), "/v1/members/member-zelda/export")
                .is(200);

        assertThat(export.text())
                .contains(
                        "Zelda Quillfeather",
                        "Marmalade on the windowsill",
                        "zelda-1",
                        "nightshade",
                        "apricot preserves",
                        "lanternlight",
                        "gardener",
                        "preserve",
                        "ada-1",
                        "ada-2");
        JsonObject json = export.json();
        assertThat(facts(json, "ties"))
                .contains("follows ada", "followed-by bob", "blocks eve")
                .doesNotContain("blocked-by eve");
        assertThat(facts(json, "encounters")).contains("saw ada-1");
        assertThat(json.objects("events").stream().map(event -> event.text("type")))
                .contains(
                        "member.joined",
                        "item.published",
                        "followed",
                        "blocked",
                        "consent.given",
                        "impressed",
                        "acted",
                        "muted",
                        "searched",
                        "control.set",
                        "label.set");
        assertThat(json.objects("served")).hasSize(1);
        assertThat(json.objects("traces")).hasSize(1);
    }

    private static List<String> facts(JsonObject export, String projection) {
        return export.objects("held").stream()
                .filter(held -> held.text("projection").equals(projection))
                .flatMap(held -> held.objects("facts").stream())
                .map(fact -> fact.text("field") + " " + fact.text("value"))
                .toList();
    }

    @Test
    void erasure_leaves_nothing_behind() {
        MemberId zelda =
                node.attune.directory().member(new ExternalId("member-zelda")).orElseThrow();
        ItemId item = node.attune.directory().item(new ExternalId("zelda-1")).orElseThrow();
        Needles needles = new Needles(
                zelda,
                Set.of(item),
                List.of("member-zelda", "zelda-1", "Quillfeather", "Marmalade", "nightshade", "apricot preserves"));
        node.attune.store().blobs().flush();
        node.get(node.operator, "/v1/node").is(200);
        Scan before = node.attune.store().scanner().scan(needles);
        assertThat(before.findings()).extracting(Finding::place).contains("slates", "latest runs");
        assertThat(before.findings())
                .as("a scanner that finds nothing proves nothing")
                .hasSizeGreaterThan(10);

        JsonObject receipt = node.post(node.token("member-zelda"), "/v1/members/member-zelda/erasure", "{}")
                .is(200)
                .json();

        node.attune.store().blobs().flush();
        assertThat(node.attune.store().scanner().scan(needles).findings()).isEmpty();
        assertThat(receipt.object("erased").integer("items")).isEqualTo(1);
        assertThat(receipt.object("erased").integer("facts")).isGreaterThan(8);
        assertThat(receipt.object("erased").integer("tracesAndArtifacts")).isGreaterThanOrEqualTo(2);
        assertThat(receipt.integer("sequence")).isEqualTo(node.attune.log().head());
    }

    @Test
    void erased_member_is_nowhere_to_be_asked_for() {
        String cursor = node.get(node.backend, "/v1/members/bob/slates/home?count=1")
                .is(200)
                .json()
                .text("cursor");
        node.post(node.backend, "/v1/members/member-zelda/erasure", "{}").is(200);

        for (String door : List.of("", "/slates/home", "/controls", "/consents", "/export")) {
            node.get(node.backend, "/v1/members/member-zelda" + door).is(404);
        }
        node.post(node.backend, "/v1/members/member-zelda/erasure", "{}").is(404);
        node.get(node.backend, "/v1/items/zelda-1").is(404);
        node.get(node.backend, "/v1/members/bob/slates/home?cursor=" + cursor).is(410);
        assertThat(node.slate("bob").toString()).doesNotContain("elda");
        assertThat(node.get(node.operator, "/v1/members?q=zelda").is(200).json().objects("items"))
                .isEmpty();
        assertThat(node.get(node.operator, "/v1/traces").is(200).text()).doesNotContain("zelda");
    }

    @Test
    void erasure_survives_a_restart() {
        node.post(node.backend, "/v1/members/member-zelda/erasure", "{}").is(200);
        node.close();

        node = RunningNode.open(folder);

        node.get(node.backend, "/v1/members/member-zelda").is(404);
        assertThat(node.shown("bob")).contains("ada-1").doesNotContain("zelda-1");
    }
}
