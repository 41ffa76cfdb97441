package attune.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.http.json.JsonObject;
import attune.learning.train.ActModel;
import attune.learning.train.ActModel.Provenance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WhyDoorTest {
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
                Village.post("eve", "p3", "The sourdough finally rose", ",\"topics\":[\"baking\"]"),
                Village.acted("bob", "p1", "like"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private JsonObject why(JsonObject slate, String item) {
        return node.get(node.backend, "/v1/members/bob/why/" + slate.text("trace") + "/" + item)
                .is(200)
                .json();
    }

    @Test
    void parts_sum_to_the_score_and_sources_are_named() {
        JsonObject slate = node.slate("bob");

        JsonObject why = why(slate, "p2");

        double sum = why.objects("parts").stream()
                .mapToDouble(part -> part.number("value"))
                .sum();
        assertThat(sum).isCloseTo(RunningNode.entry(slate, "p2").number("score"), within(1e-4));
        assertThat(why.objects("sources"))
                .anyMatch(source -> source.text("text").equals("You follow Ada Alderwick."));
        assertThat(why.text("summary")).startsWith("You follow Ada Alderwick; also in its favour: ");
    }

    @Test
    void features_of_two_posts_differ_by_as_much_as_their_scores() {
        JsonObject slate = node.slate("bob");

        double apart = shares(why(slate, "p2")) - shares(why(slate, "p3"));

        double expected = RunningNode.entry(slate, "p2").number("score")
                - RunningNode.entry(slate, "p3").number("score");
        assertThat(apart).isCloseTo(expected, within(1e-4));
        assertThat(apart).isGreaterThan(0);
    }

    private static double shares(JsonObject why) {
        return why.objects("features").stream()
                .mapToDouble(share -> share.number("contribution"))
                .sum();
    }

    @Test
    void stranger_rule_is_told() {
        JsonObject why = why(node.slate("bob"), "p3");

        assertThat(why.objects("rules")).anyMatch(rule -> rule.text("code").equals("outside-network"));
    }

    @Test
    void slate_that_is_not_profiled_says_so() {
        node.delete(node.backend, "/v1/members/bob/consents/personalization").is(200);

        JsonObject why = why(node.slate("bob"), "p2");

        assertThat(why.objects("parts")).isEmpty();
        assertThat(why.objects("rules")).anyMatch(rule -> rule.text("code").equals("not-profiled"));
    }

    @Test
    void model_that_is_no_longer_remembered_is_admitted() {
        JsonObject slate = node.slate("bob");
        ActModel model = node.attune.models().current();
        for (int i = 1; i <= 10; i++) {
            Provenance provenance = new Provenance("m" + i, 0, i, i, 1);
            node.attune
                    .models()
                    .serve(
                            new ActModel(model.features(), model.acts(), model.logistic(), provenance),
                            node.attune.models().withdrawals());
        }

        JsonObject why = why(slate, "p2");

        assertThat(why.objects("features")).isEmpty();
        assertThat(why.objects("parts")).isNotEmpty();
        assertThat(why.objects("rules")).anyMatch(rule -> rule.text("code").equals("model-replaced"));
    }

    @Test
    void trace_is_explained_to_its_own_member_and_only_by_its_own_reference() {
        String trace = node.slate("bob").text("trace");

        node.get(node.backend, "/v1/members/eve/why/" + trace + "/p2").is(404);
        node.get(node.backend, "/v1/members/bob/why/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/p2")
                .is(404);
        node.get(node.backend, "/v1/members/bob/why/" + trace + "/nowhere").is(404);
    }

    @Test
    void why_not_tells_the_first_reason_as_of_now() {
        node.tell(Village.impressed("bob", "p2"));

        JsonObject why =
                node.get(node.backend, "/v1/members/bob/why-not/p2").is(200).json();

        assertThat(why.truth("shown")).isFalse();
        assertThat(why.text("stage")).isEqualTo("filter:seen");
        assertThat(why.object("reason").text("text")).isEqualTo("It was on your screen before.");
        assertThat(why.text("note")).contains("again");
        JsonObject shown =
                node.get(node.backend, "/v1/members/bob/why-not/p3").is(200).json();
        assertThat(shown.truth("shown")).isTrue();
        JsonObject following = node.get(node.backend, "/v1/members/bob/why-not/p3?surface=following")
                .is(200)
                .json();
        assertThat(following.object("reason").text("code")).isEqualTo("not-proposed");
    }

    @Test
    void trace_shows_the_run_stage_by_stage() {
        String trace = node.slate("bob").text("trace");

        JsonObject run = node.get(node.operator, "/v1/traces/" + trace).is(200).json();

        assertThat(run.text("member")).isEqualTo("bob");
        assertThat(run.objects("stages")).anyMatch(stage -> stage.text("kind").equals("scorer"));
        assertThat(run.objects("rows")).anyMatch(row -> row.text("item").equals("p2"));
        assertThat(node.get(node.operator, "/v1/traces?member=bob")
                        .is(200)
                        .json()
                        .objects("items"))
                .anyMatch(one -> one.text("trace").equals(trace));
        assertThat(node.get(node.operator, "/v1/traces?member=eve")
                        .is(200)
                        .json()
                        .objects("items"))
                .isEmpty();
    }
}
