package attune.member.stage;

import static attune.testkit.sample.Drafts.acted;
import static attune.testkit.sample.Drafts.blocked;
import static attune.testkit.sample.Drafts.mutedMember;
import static attune.testkit.sample.Drafts.mutedTopic;
import static attune.testkit.sample.Drafts.mutedWord;
import static attune.testkit.sample.Drafts.post;
import static attune.testkit.sample.Drafts.published;
import static attune.testkit.sample.Drafts.undone;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.event.Mute;
import attune.pipeline.stage.Objection;
import attune.store.log.Draft;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.Village;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vic looks; Bad is whom Vic does not want to meet; Gus quotes, repeats and answers.
class MemberObjectionsTest {
    private static final List<String> THROUGH = List.of("bad", "quote", "repost", "answer", "again", "echo");

    private final Village village = Village.of("vic", "bad", "gus", "ida");
    private final MemberObjections objections = new MemberObjections(
            village.views().items, village.views().ties, village.views().mutes, village.views().histories);

    @Test
    void a_block_hides_both_ways_and_through_what_repeats() {
        thread("Nothing much");
        assertThat(codes("vic")).containsOnly("none");

        village.tell(blocked("vic", "bad"));
        assertThat(codes("vic")).containsOnly("blocked");
        assertThat(codes("ida")).containsOnly("none");

        village.tell(unblocked("vic", "bad"), blocked("bad", "vic"));
        assertThat(codes("vic")).as("the other way").containsOnly("blocked");

        village.tell(unblocked("bad", "vic"));
        assertThat(codes("vic")).containsOnly("none");
    }

    @Test
    void a_muted_member_is_hidden_through_what_repeats_until_unmuted() {
        thread("Nothing much");
        village.tell(mutedMember("vic", "bad"));

        assertThat(codes("vic")).containsOnly("muted-member");
        assertThat(codes("ida")).containsOnly("none");

        village.tell(unmuted("vic", new Mute.OfMember(village.member("bad"))));
        assertThat(codes("vic")).containsOnly("none");
    }

    @Test
    void a_muted_word_is_hidden_through_what_repeats_until_unmuted() {
        thread("I love football, really");
        village.tell(mutedWord("vic", "football"));

        assertThat(codes("vic")).containsOnly("muted-word");
        assertThat(codes("ida")).containsOnly("none");

        village.tell(unmuted("vic", new Mute.OfWord("football")));
        assertThat(codes("vic")).containsOnly("none");
    }

    @Test
    void a_muted_topic_is_hidden_through_what_repeats_until_unmuted() {
        thread("Nothing much", "chess", "football");
        village.tell(mutedTopic("vic", "football"));

        assertThat(codes("vic")).containsOnly("muted-topic");
        assertThat(codes("ida")).containsOnly("none");

        village.tell(
                Drafts.of(ids -> new Event.Unmuted(village.member("vic"), new Mute.OfTopic(ids.topic("football")))));
        assertThat(codes("vic")).containsOnly("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FOOTBALL",
                "foot\u200Bball tonight",
                "f\u00ADootball",
                "fo\u00F3tball",
                "ｆｏｏｔｂａｌｌ",
                "(football)!",
                "#football",
                "fo\u0301otball"
            })
    void plain_ways_around_a_muted_word_do_not_lead_around_it(String text) {
        village.post("bad", "p", text).tell(mutedWord("vic", "Football"));

        assertThat(code("vic", "p")).isEqualTo("muted-word");
    }

    @Test
    void a_muted_word_is_a_whole_word_and_a_phrase_is_in_order() {
        village.post("bad", "club", "The footballers")
                .post("bad", "phrase", "We saw the final, score and all")
                .post("bad", "apart", "score of the final")
                .tell(mutedWord("vic", "football"), mutedWord("vic", "final score"));

        assertThat(code("vic", "club")).isEqualTo("none");
        assertThat(code("vic", "phrase")).isEqualTo("muted-word");
        assertThat(code("vic", "apart")).isEqualTo("none");
    }

    @Test
    void a_word_muted_in_a_script_without_spaces_is_found_inside() {
        village.post("bad", "p", "昨日サッカーを見た").tell(mutedWord("vic", "サッカー"));

        assertThat(code("vic", "p")).isEqualTo("muted-word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hide", "not-interested", "report"})
    void what_i_hid_or_reported_stays_away_until_i_take_it_back(String act) {
        thread("Nothing much");
        village.tell(acted("vic", "bad", act, 1));

        assertThat(code("vic", "bad")).isEqualTo("hidden");
        assertThat(code("vic", "repost")).isEqualTo("hidden");
        assertThat(code("vic", "quote")).isEqualTo("hidden");
        assertThat(code("ida", "bad")).isEqualTo("none");

        village.tell(undone("vic", "bad", act));
        assertThat(code("vic", "bad")).isEqualTo("none");
    }

    @Test
    void hiding_needs_no_consent() {
        village.tell(Drafts.joined("new")).post("bad", "p", "Hello").tell(acted("new", "p", "hide", 1));

        assertThat(code("new", "p")).isEqualTo("hidden");
    }

    @Test
    void items_nobody_knows_raise_no_fault() {
        village.tell(mutedWord("vic", "x"), mutedMember("vic", "bad"), blocked("vic", "gus"));

        for (Objection objection : objections.all()) {
            assertThat(village.objection(objection, "vic", 9_999)).isEqualTo("none");
        }
    }

    /// One post by Bad and all the ways in which others show it.
    private void thread(String text, String... topics) {
        village.tell(
                published("bad", "bad", text, topics),
                post("gus", "quote", "See").quoting("bad").draft(),
                post("gus", "repost", "").reposting("bad").draft(),
                post("gus", "answer", "Yes").replyingTo("bad").draft(),
                post("ida", "again", "").reposting("quote").draft(),
                post("ida", "echo", "").reposting("answer").draft());
    }

    private List<String> codes(String viewer) {
        return THROUGH.stream().map(item -> code(viewer, item)).toList();
    }

    private String code(String viewer, String item) {
        return objections.all().stream()
                .map(objection -> village.objection(objection, viewer, item))
                .filter(code -> !code.equals("none"))
                .findFirst()
                .orElse("none");
    }

    private Draft unblocked(String member, String other) {
        return Drafts.of(ids -> new Event.Unblocked(village.member(member), village.member(other)));
    }

    private Draft unmuted(String member, Mute mute) {
        return Drafts.of(ids -> new Event.Unmuted(village.member(member), mute));
    }
}
