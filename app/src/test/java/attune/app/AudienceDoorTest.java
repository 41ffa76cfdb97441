package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.RunningNode.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is not meant for Eve never reaches her, by any door.
@Timeout(60)
class AudienceDoorTest {
    private static final String SECRET = "the heron nests behind the mill";
    private static final List<String> CLOSED =
            List.of("to-followers", "to-group", "to-mentioned", "to-self", "of-locked", "quote", "repost", "answer");

    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
        node.tell(
                """
                {"type":"member.joined","member":"lock","name":"Lock Tilbrook","ageBand":"adult","locked":true}""",
                Village.consent("eve"),
                Village.post("ada", "club", "The club", ",\"kind\":\"group\""),
                Village.post("ada", "to-followers", SECRET, ",\"audience\":\"followers\""),
                Village.post("ada", "to-group", SECRET, ",\"audience\":\"group\",\"group\":\"club\""),
                Village.post("ada", "to-mentioned", SECRET, ",\"audience\":\"mentioned\",\"mentions\":[\"bob\"]"),
                Village.post("ada", "to-self", SECRET, ",\"audience\":\"me\""),
                Village.post("lock", "of-locked", SECRET),
                Village.post("bob", "quote", "Quoting", ",\"quoteOf\":\"to-followers\""),
                Village.post("bob", "repost", "", ",\"repostOf\":\"to-followers\""),
                Village.post("ada", "answer", SECRET, ",\"replyTo\":\"to-followers\",\"audience\":\"followers\""),
                Village.post("ada", "open", "Herons are grey", ",\"replyTo\":\"to-followers\""),
                // Engagement by others must not carry a closed post to her.
                Village.acted("bob", "to-followers", "like"),
                Village.acted("bob", "open", "like"),
                Village.acted("eve", "open", "like"),
                Village.tie("followed", "eve", "bob"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void closed_posts_are_in_no_slate() {
        for (String surface : List.of("home", "following")) {
            Answer slate =
                    node.get(node.backend, "/v1/members/eve/slates/" + surface).is(200);

            assertThat(RunningNode.items(slate.json())).doesNotContainAnyElementsOf(CLOSED);
            assertThat(slate.text()).doesNotContain("heron nests").doesNotContain("to-followers");
        }
        assertThat(node.shown("eve")).contains("open");
        assertThat(node.shown("bob")).as("red first: Bob follows Ada").contains("to-followers");
    }

    @Test
    void closed_posts_answer_like_posts_that_do_not_exist() {
        String eve = node.token("eve");
        for (String item : CLOSED) {
            assertThat(node.get(eve, "/v1/items/" + item).is(404).text())
                    .isEqualTo(node.get(eve, "/v1/items/no-such-item").is(404).text());
            assertThat(node.get(eve, "/v1/members/eve/why-not/" + item).is(404).text())
                    .isEqualTo(node.get(eve, "/v1/members/eve/why-not/no-such-item")
                            .is(404)
                            .text());
            node.get(node.operator, "/v1/items/" + item).is(404);
        }
        node.get(node.token("bob"), "/v1/items/to-followers").is(200);
        assertThat(node.get(eve, "/v1/items/open").is(200).text()).doesNotContain("to-followers");
    }

    @Test
    void trace_tells_the_operator_no_closed_text() {
        String trace = node.slate("bob").text("trace");

        Answer run = node.get(node.operator, "/v1/traces/" + trace).is(200);

        assertThat(run.text()).contains("to-followers").doesNotContain("heron nests");
    }

    @Test
    void export_holds_no_text_of_others() {
        node.slate("eve");

        Answer export = node.get(node.token("eve"), "/v1/members/eve/export").is(200);

        assertThat(export.text()).doesNotContain("heron").contains("open");
    }

    @Test
    void post_closed_after_it_was_served_is_not_on_the_next_page() {
        for (int i = 0; i < 6; i++) node.tell(Village.post("bob", "b" + i, "Harbour report number " + i));
        var first = node.get(node.backend, "/v1/members/eve/slates/following?count=1")
                .is(200)
                .json();
        for (int i = 0; i < 6; i++) {
            node.tell("{\"type\":\"item.edited\",\"item\":\"b" + i + "\",\"author\":\"bob\",\"audience\":\"me\"}");
        }

        var next = node.get(node.backend, "/v1/members/eve/slates/following?cursor=" + first.text("cursor"))
                .is(200)
                .json();

        assertThat(RunningNode.items(next)).noneMatch(item -> item.startsWith("b"));
    }
}
