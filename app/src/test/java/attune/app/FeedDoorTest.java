package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedDoorTest {
    private static final String HOME = "/v1/members/bob/slates/home";

    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
        node.tell(
                Village.post("ada", "p1", "New tyres and old legs", ",\"topics\":[\"cycling\"]"),
                Village.post("ada", "p2", "Forty kilometres before breakfast", ",\"topics\":[\"cycling\"]"),
                Village.post("eve", "p3", "The sourdough finally rose", ",\"topics\":[\"baking\"]"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void like_changes_the_next_answer() {
        JsonObject before = node.slate("bob");

        node.tell("{\"type\":\"acted\",\"member\":\"bob\",\"item\":\"p1\",\"act\":\"like\",\"trace\":\""
                + before.text("trace") + "\"}");

        JsonObject after = node.slate("bob");
        assertThat(RunningNode.entry(after, "p2").number("score"))
                .isGreaterThan(RunningNode.entry(before, "p2").number("score"));
        assertThat(RunningNode.entry(after, "p1").texts("mine")).containsExactly("like");
        assertThat(RunningNode.entry(after, "p1").object("counts").integer("like"))
                .isEqualTo(1);
        assertThat(RunningNode.entry(node.slate("eve"), "p1").texts("mine")).isEmpty();
    }

    @Test
    void muted_word_is_gone_with_the_next_answer_also_where_it_is_quoted() {
        node.tell(Village.post("eve", "q1", "Look at this", ",\"quoteOf\":\"p2\""));
        assertThat(node.shown("bob")).contains("p2", "q1");

        node.tell(Village.mutedWord("bob", "kilometres"));

        assertThat(node.shown("bob")).contains("p1").doesNotContain("p2", "q1");
        JsonObject why =
                node.get(node.backend, "/v1/members/bob/why-not/q1").is(200).json();
        assertThat(why.truth("shown")).isFalse();
        assertThat(why.text("stage")).isEqualTo("filter:muted-word");
        assertThat(why.object("reason").text("code")).isEqualTo("muted-word");
    }

    @Test
    void withdrawn_consent_ends_profiling_and_stays_withdrawn() {
        JsonObject before = node.get(node.backend, HOME + "?count=1").is(200).json();
        assertThat(before.truth("profiled")).isTrue();

        node.delete(node.backend, "/v1/members/bob/consents/personalization").is(200);

        assertThat(node.slate("bob").truth("profiled")).isFalse();
        node.tell(Village.acted("bob", "p1", "like"));
        assertThat(node.slate("bob").truth("profiled")).isFalse();
        assertThat(node.get(node.backend, HOME + "?cursor=" + before.text("cursor"))
                        .status())
                .as("a page that was ranked by the profile")
                .isEqualTo(410);
        node.put(node.backend, "/v1/members/bob/consents/personalization", "{\"version\":2}")
                .is(200);
        assertThat(node.slate("bob").truth("profiled")).isTrue();
    }

    @Test
    void pages_never_repeat_and_lose_nothing_while_new_posts_arrive() {
        for (int i = 0; i < 25; i++) node.tell(Village.post("ada", "more" + i, "Thought number " + i + " today"));
        JsonObject page = node.get(node.backend, HOME + "?count=5").is(200).json();
        List<String> walked = new ArrayList<>(RunningNode.items(page));

        for (int i = 0; page.findText("cursor").isPresent(); i++) {
            node.tell(Village.post("ada", "late" + i, "Breaking news, part " + i));
            page = node.get(node.backend, HOME + "?count=5&cursor=" + page.text("cursor"))
                    .is(200)
                    .json();
            walked.addAll(RunningNode.items(page));
        }

        assertThat(new HashSet<>(walked)).hasSameSizeAs(walked);
        assertThat(walked).noneMatch(item -> item.startsWith("late")).hasSizeGreaterThan(5);
        assertThat(node.shown("bob")).anyMatch(item -> item.startsWith("late"));
    }

    @Test
    void cursor_opens_one_list_of_one_member() {
        String cursor = node.get(node.backend, HOME + "?count=1").is(200).json().text("cursor");

        assertThat(node.get(node.backend, "/v1/members/eve/slates/home?cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(node.get(node.backend, "/v1/members/bob/slates/following?cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(node.get(node.backend, HOME + "?cursor=nonsense").status()).isEqualTo(400);
        assertThat(node.get(node.backend, HOME + "?count=0").status()).isEqualTo(400);
    }

    @Test
    void nobody_and_nowhere_are_not_found_and_closed_accounts_conflict() {
        node.get(node.backend, "/v1/members/nobody/slates/home").is(404);
        node.get(node.backend, "/v1/members/bob/slates/nowhere").is(404);
        node.tell("{\"type\":\"member.deactivated\",\"member\":\"bob\"}");
        node.get(node.backend, HOME).is(409);
    }

    @Test
    void reposted_and_answered_posts_come_along() {
        node.tell(
                Village.post("ada", "r1", "", ",\"repostOf\":\"p3\""),
                Village.post("ada", "a1", "Congratulations to the baker", ",\"replyTo\":\"p3\""));

        JsonObject slate = node.get(node.backend, "/v1/members/bob/slates/following")
                .is(200)
                .json();

        JsonObject shown = RunningNode.entry(slate, "r1").object("repostOf");
        assertThat(shown.text("text")).isEqualTo("The sourdough finally rose");
        assertThat(shown.text("authorName")).isEqualTo("Eve Fennimore");
        assertThat(RunningNode.entry(slate, "a1").text("replyTo")).isEqualTo("p3");
    }
}
