package attune.networks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.problem.Problem;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.member.AgeBand;
import attune.model.policy.Label;
import attune.networks.wire.Reading.Refused;
import attune.networks.wire.Reading.Understood;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireEventsTest {
    /// What is sent, and what is answered.
    private static final String REFUSED = """
            {'member':'ada'}
            → type: missing; give a text
            {'type':'folowed','member':'ada','other':'bob'}
            → type: unknown type; did you mean "followed"?
            {'type':'followed','member':'ada','othr':'bob'}
            → othr: unknown field; did you mean "other"?
            {'type':'followed','member':'ada'}
            → other: missing; give a text
            {'type':'followed','member':7,'other':'bob'}
            → member: is a whole number, not a text; give a text
            {'type':'followed','member':' ','other':'bob'}
            → member: An external id must not be blank.
            {'type':'viewed','member':'ada','item':'p1','at':'yesterday'}
            → at: not a time; use RFC 3339, for example 2026-01-31T12:00:00Z
            {'type':'viewed','member':'ada','item':'p1','at':'1969-12-31T23:59:59Z'}
            → at: lies before 1970; check whether seconds and milliseconds were mixed up
            {'type':'viewed','member':'ada','item':'p1','at':'+999999999-12-31T23:59:59Z'}
            → at: lies after the year 9999; use a year of four digits
            {'type':'viewed','member':'ada','item':'p1','source':'My Shop'}
            → source: A source is lower-case letters, digits, dots and hyphens, at most 40, not "My Shop".
            {'type':'viewed','member':'ada','item':'p1','id':' '}
            → id: is blank; give an id or leave it out
            {'type':'impressed','member':'ada','item':'p1','position':-1}
            → position: -1 is out of range; use 0 to 1000000
            {'type':'acted','member':'ada','item':'p1','act':'like','value':1.5}
            → value: is a number, not a whole number; give a whole number
            {'type':'acted','member':'ada','item':'p1','act':'like','trace':'x'}
            → trace: not a trace of this community; send it as you received it with the slate, or leave it out
            {'type':'consent.given','member':'ada','purpose':'service','version':1}
            → purpose: needs no consent; consent is asked for personalization, advertising, analytics
            {'type':'muted','member':'ada','what':'author','value':'bob'}
            → what: not one of the choices; use member, word, topic
            {'type':'item.published','item':'p9','author':'bob','group':'g1'}
            → group: names a group, but the audience is another; set audience to "group"
            {'type':'item.published','item':'p9','author':'bob','audience':'group'}
            → group: missing; give a text
            {'type':'item.published','item':'p9','author':'bob','repostOf':'p1','replyTo':'p1'}
            → repostOf: a repost neither replies nor quotes; maybe send it as a quote
            {'type':'item.published','item':'p9','author':'bob','language':'1337'}
            → language: not a language tag; use BCP 47, for example "en" or "de-CH"
            {'type':'item.published','item':'p9','author':'bob','language':'xx_bogus!'}
            → language: not a language tag; use BCP 47, for example "en" or "de-CH"
            {'type':'item.published','item':'p9','author':'bob','text':'\\u0000'}
            → text: holds a zero character; remove it
            {'type':'purchased','member':'ada','item':'p1','amountMicros':1,'currency':'euro'}
            → currency: not a currency; use ISO 4217, for example "EUR"
            {'type':'label.set','item':'p1','member':'ada','label':'spam'}
            → label: must be set on one thing; give either item or member
            {'type':'act.defined','act':'Boost It','unit':'count','polarity':'positive'}
            → act: An act's name is lower-case letters, digits and hyphens, at most 40, not "Boost It".
            {'type':'act.defined','act':'boost','unit':'COUNT','polarity':'positive'}
            → unit: not one of the choices; use count, millis, micros
            """;

    private static final Sender ADA = new Sender.Member(new ExternalId("ada"));

    private final WireEvents events = new WireEvents("api", new HexReferences());
    private final Notebook log = new Notebook();

    WireEventsTest() {
        state("{'type':'member.joined','member':'ada','locale':'de-CH,en','ageBand':'adult'}");
        state("{'type':'member.joined','member':'bob'}");
        state("{'type':'item.published','item':'p1','author':'bob','text':'Hills','topics':['Cycling','cycling ']}");
        state("{'type':'item.published','item':'g1','author':'bob','kind':'group'}");
    }

    @Test
    void a_member_joins_with_careful_answers_to_what_was_left_out() {
        var bob = (Event.MemberJoined) log.events().get(1);

        assertThat(bob.profile().ageBand()).isEqualTo(AgeBand.UNKNOWN);
        assertThat(bob.profile().languages()).isEmpty();
        assertThat(bob.profile().zone().getId()).isEqualTo("UTC");
        var ada = (Event.MemberJoined) log.events().get(0);
        assertThat(ada.profile().languages()).containsExactly("de", "en");
    }

    @Test
    void a_post_keeps_its_topics_once_and_in_order() {
        var post = (Event.ItemPublished) log.events().get(3);

        assertThat(post.post().topics()).hasSize(1);
        assertThat(post.post().language()).isEqualTo(Post.UNKNOWN_LANGUAGE);
        assertThat(post.post().audience()).isEqualTo(Audience.PUBLIC);
    }

    @Test
    void an_edit_leaves_alone_what_it_does_not_mention() {
        state("{'type':'item.published','item':'p2','author':'bob','text':'a','audience':'group','group':'g1',"
                + "'language':'en','replyTo':'p1','mentions':['ada'],'kind':'article'}");
        state("{'type':'item.edited','item':'p2','author':'bob','text':'b'}");

        Post edited = ((Event.ItemEdited) log.last()).post();
        Post before = ((Event.ItemPublished) log.events().get(log.events().size() - 2)).post();
        assertThat(edited.text()).isEqualTo("b");
        assertThat(edited.audience()).isEqualTo(before.audience()).isInstanceOf(Audience.Group.class);
        assertThat(edited.thread()).isEqualTo(before.thread());
        assertThat(edited.mentions()).isEqualTo(before.mentions());
        assertThat(edited.kind()).isEqualTo(ItemKind.ARTICLE);
    }

    @Test
    void a_changed_profile_must_say_whether_it_is_locked() {
        assertThat(refuse("{'type':'member.changed','member':'ada','name':'Ada'}")
                        .sentence())
                .isEqualTo("locked: missing; give true or false; member.changed states the whole profile");
    }

    @Test
    void only_the_author_edits() {
        assertThat(rejected("{'type':'item.edited','item':'p1','author':'ada','text':'mine'}")
                        .code())
                .isEqualTo("not-the-author");
    }

    @Test
    void an_item_is_removed_by_its_author_whoever_announces_it() {
        state("{'type':'item.removed','item':'p1'}");

        assertThat(((Event.ItemRemoved) log.last()).member().value()).isEqualTo(1);
    }

    @Test
    void a_deleted_record_undoes_what_it_stated() {
        state("{'type':'acted','member':'ada','item':'p1','act':'like','source':'sky','record':'at://ada/like/1'}");
        var like = (Event.Acted) log.last();
        state("{'type':'record.deleted','source':'sky','record':'at://ada/like/1'}");

        assertThat(log.last()).isEqualTo(new Event.ActUndone(like.member(), like.item(), like.act()));
    }

    @Test
    void what_was_seen_cannot_be_taken_back() {
        state("{'type':'impressed','member':'ada','item':'p1','source':'sky','record':'r'}");

        assertThat(rejected("{'type':'record.deleted','source':'sky','record':'r'}")
                        .code())
                .isEqualTo("not-undoable");
        assertThat(rejected("{'type':'record.deleted','source':'sky','record':'other'}")
                        .code())
                .isEqualTo("unknown-record");
    }

    @Test
    void a_label_is_said_by_its_source() {
        state("{'type':'label.set','item':'p1','label':'spam','source':'labels.example',"
                + "'expires':'2026-02-01T00:00:00Z'}");

        assertThat(((Event.ItemLabelled) log.last()).label())
                .isEqualTo(new Label(
                        "spam",
                        "labels.example",
                        false,
                        Instant.parse("2026-02-01T00:00:00Z").toEpochMilli()));
    }

    @Test
    void an_act_names_its_trace() {
        state("{'type':'acted','member':'ada','item':'p1','act':'dwell','value':4200,'trace':'00000000000000ff'}");

        assertThat(((Event.Acted) log.last()).trace()).isEqualTo(new TraceId(255));
        assertThat(((Event.Acted) log.last()).value()).isEqualTo(4200);
    }

    @Test
    void time_id_and_record_go_with_the_draft() {
        Draft draft = draft("{'type':'viewed','member':'ada','item':'p1','id':'e-1','at':'2026-01-02T03:04:05+01:00',"
                + "'source':'shop','record':'r1'}");

        assertThat(draft.idempotency()).isEqualTo("e-1");
        assertThat(draft.eventMillis())
                .isEqualTo(Instant.parse("2026-01-02T02:04:05Z").toEpochMilli());
        assertThat(draft.origin().source()).isEqualTo("shop");
        assertThat(draft.origin().record()).isEqualTo("r1");
        assertThat(draft("{'type':'viewed','member':'ada','item':'p1'}").eventMillis())
                .isEqualTo(Draft.NOW);
    }

    @Test
    void what_is_wrong_is_said_with_its_field_and_how_to_mend_it() {
        List<String> lines = REFUSED.lines().toList();
        assertThat(lines).hasSize(2 * 26);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat("→ " + refuse(lines.get(i)).sentence()).as(lines.get(i)).isEqualTo(lines.get(i + 1));
        }
    }

    @Test
    void texts_that_are_too_long_are_refused_before_the_log_sees_them() {
        String long1 = "x".repeat(Post.MAX_TEXT_CHARS + 1);
        String id = "ü".repeat(257);

        assertThat(refuse("{'type':'item.published','item':'p9','author':'bob','text':'" + long1 + "'}")
                        .sentence())
                .isEqualTo("text: has 20001 characters; give at most 20000");
        assertThat(refuse("{'type':'member.left','member':'" + id + "'}").sentence())
                .isEqualTo("member: An external id has at most 512 UTF-8 bytes, this one has 514.");
    }

    @Test
    void a_member_states_only_facts_of_their_own() {
        assertThat(accepted(by(ADA, "{'type':'acted','member':'ada','item':'p1','act':'like'}")))
                .isTrue();
        assertThat(((Refused) by(ADA, "{'type':'acted','member':'bob','item':'p1','act':'like'}"))
                        .problem()
                        .sentence())
                .startsWith("member: a member's token states only that member's own facts");
        Reading removal = by(ADA, "{'type':'item.removed','item':'p1'}");
        assertThat(((Outcome.Rejected) log.take(((Understood) removal).draft())).code())
                .isEqualTo("not-own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'followed','member':'ada','other':'bob'}",
                "{'type':'group.joined','member':'ada','group':'g1'}",
                "{'type':'member.joined','member':'ada','ageBand':'adult'}",
                "{'type':'label.set','member':'ada','label':'trusted'}",
                "{'type':'record.deleted','source':'sky','record':'r'}",
                "{'type':'viewed','member':'ada','item':'p1','source':'api'}",
                "{'type':'viewed','member':'ada','item':'p1','record':'r'}",
            })
    void a_member_cannot_open_doors_or_speak_for_the_network(String json) {
        Problem problem = ((Refused) by(ADA, json)).problem();

        assertThat(problem.kind().status()).isEqualTo(403);
        assertThat(problem.detail()).startsWith("only the network's own server");
    }

    @Test
    void ids_chosen_by_a_member_meet_nobody_elses() {
        String json = "{'type':'searched','member':'ada','query':'hills','id':'1'}";
        Draft own = ((Understood) by(ADA, json)).draft();
        Draft network = draft(json);
        Draft bobs = ((Understood) by(new Sender.Member(new ExternalId("bob")), json.replace("ada", "bob"))).draft();

        assertThat(own.origin()).isNotEqualTo(network.origin());
        assertThat(own.idempotency()).isNotEqualTo(bobs.idempotency()).hasSize(64);
    }

    @Test
    void every_type_has_its_own_name() {
        assertThat(WireType.names()).hasSize(WireType.values().length);
        for (WireType type : WireType.values())
            assertThat(WireType.named(type.wireName())).contains(type);
    }

    private Reading by(Sender sender, String json) {
        return events.read(Json.parseObject(json.replace('\'', '"')), sender);
    }

    private boolean accepted(Reading reading) {
        return log.take(((Understood) reading).draft()) instanceof Outcome.Accepted;
    }

    private Draft draft(String json) {
        return ((Understood) by(Sender.NETWORK, json)).draft();
    }

    private void state(String json) {
        assertThat(log.take(draft(json))).as(json).isInstanceOf(Outcome.Accepted.class);
    }

    private Problem refuse(String json) {
        return ((Refused) by(Sender.NETWORK, json)).problem();
    }

    private Outcome.Rejected rejected(String json) {
        return (Outcome.Rejected) log.take(draft(json));
    }

    /// References that anybody can read; enough for tests.
    static final class HexReferences implements TraceReferences {
        @Override
        public Optional<TraceId> open(String reference) {
            return TraceId.parse(reference);
        }

        @Override
        public Optional<String> write(TraceId trace) {
            return Optional.of(trace.hex());
        }
    }
}
