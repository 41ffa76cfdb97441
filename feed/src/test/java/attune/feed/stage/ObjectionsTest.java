package attune.feed.stage;

import static attune.testkit.sample.Drafts.blocked;
import static attune.testkit.sample.Drafts.followed;
import static attune.testkit.sample.Drafts.groupJoined;
import static attune.testkit.sample.Drafts.impressed;
import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.labelled;
import static attune.testkit.sample.Drafts.left;
import static attune.testkit.sample.Drafts.memberLabelled;
import static attune.testkit.sample.Drafts.post;
import static attune.testkit.sample.Drafts.removed;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.pipeline.stage.Objection;
import attune.pipeline.stage.Stage;
import attune.store.log.Draft;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.Village;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ann writes, Fay follows her, Sue is a stranger.
class ObjectionsTest {
    private final Village village =
            Village.of("ann", "fay", "sue", "gus", "men").tell(followed("fay", "ann"));
    private final Objections objections = new Objections(
            village.views().members, village.views().ties, village.views().items, village.views().labels);

    @Test
    void a_public_item_is_for_everyone() {
        village.post("ann", "p", "Hello");

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann fay sue gus men");
    }

    @Test
    void a_public_item_of_a_locked_author_is_for_followers() {
        village.tell(changed("ann", true, true)).post("ann", "p", "Hello");

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann fay");
    }

    @Test
    void an_item_for_followers_is_for_followers() {
        village.tell(post("ann", "p", "Hello").forAudience(Audience.FOLLOWERS).draft());

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann fay");

        village.tell(Drafts.unfollowed("fay", "ann"));
        assertThat(seenBy("p", objections.audience())).isEqualTo("ann");
    }

    @Test
    void an_item_for_a_group_is_for_its_members() {
        village.tell(
                post("gus", "club", "The club").kind(ItemKind.GROUP).draft(),
                groupJoined("gus", "club"),
                post("ann", "p", "Hello").forGroup("club").draft());

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann gus");
    }

    @Test
    void an_item_of_a_group_that_is_gone_is_for_its_author() {
        village.tell(
                post("gus", "club", "The club").kind(ItemKind.GROUP).draft(),
                groupJoined("sue", "club"),
                post("ann", "p", "Hello").forGroup("club").draft());
        assertThat(seenBy("p", objections.audience())).isEqualTo("ann sue");

        village.erase("gus");

        assertThat(village.objection(objections.audience(), "sue", "p")).isEqualTo("audience");
        assertThat(village.objection(objections.audience(), "ann", "p")).isEqualTo("none");
    }

    @Test
    void an_item_for_those_mentioned_is_for_them() {
        village.tell(post("ann", "p", "Hello")
                .mentioning("men")
                .forAudience(Audience.MENTIONED)
                .draft());

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann men");
    }

    @Test
    void an_item_for_me_is_for_me() {
        village.tell(post("ann", "p", "Hello").forAudience(Audience.ONLY_ME).draft());

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann");
    }

    @Test
    void a_quote_or_a_repost_never_widens_an_audience() {
        village.tell(
                post("ann", "p", "Hello").forAudience(Audience.FOLLOWERS).draft(),
                post("gus", "quote", "See").quoting("p").draft(),
                post("gus", "repost", "").reposting("p").draft(),
                post("men", "again", "").reposting("quote").draft());

        assertThat(seenBy("quote", objections.audience())).isEqualTo("ann fay");
        assertThat(seenBy("repost", objections.audience())).isEqualTo("ann fay");
        assertThat(seenBy("again", objections.audience()))
                .as("a repost of a quote")
                .isEqualTo("ann fay");
    }

    @Test
    void an_item_nobody_knows_is_for_nobody() {
        for (Objection objection : all()) {
            String code = village.objection(objection, "fay", 9_999, viewer());
            assertThat(code)
                    .as(objection.filter().spec().name())
                    .isIn("none", "kind", "removed", "audience", "age", "label", "author-opted-out");
        }
        assertThat(village.objection(objections.audience(), "fay", 9_999)).isEqualTo("audience");
        assertThat(village.objection(objections.removed(), "fay", 9_999)).isEqualTo("removed");
        assertThat(village.objection(objections.kinds(EnumSet.allOf(ItemKind.class)), "fay", 9_999))
                .isEqualTo("kind");
    }

    @Test
    void an_item_of_an_erased_author_is_gone_for_everyone() {
        village.post("ann", "p", "Hello");
        int item = village.item("p");
        village.erase("ann");

        assertThat(village.objection(objections.removed(), "fay", item)).isEqualTo("removed");
        assertThat(village.objection(objections.audience(), "fay", item)).isEqualTo("audience");
        for (Objection objection : all()) village.objection(objection, "fay", item, viewer());
    }

    @Test
    void an_author_who_opted_out_is_shown_to_followers_alone() {
        village.tell(changed("ann", false, false))
                .post("ann", "p", "Hello")
                .tell(
                        post("gus", "quote", "See").quoting("p").draft(),
                        post("men", "again", "").reposting("quote").draft());

        assertThat(seenBy("p", objections.optedOut())).isEqualTo("ann fay");
        assertThat(seenBy("quote", objections.optedOut())).isEqualTo("ann fay");
        assertThat(seenBy("again", objections.optedOut())).isEqualTo("ann fay");
        assertThat(village.objection(objections.optedOut(), "sue", "p", viewer()))
                .isEqualTo("author-opted-out");
    }

    @Test
    void removed_items_and_what_repeats_them_are_gone() {
        village.post("ann", "p", "Hello")
                .tell(
                        post("gus", "quote", "See").quoting("p").draft(),
                        post("gus", "repost", "").reposting("p").draft(),
                        post("men", "again", "").reposting("quote").draft(),
                        post("gus", "answer", "Yes").replyingTo("p").draft());
        assertThat(village.objection(objections.removed(), "sue", "again")).isEqualTo("none");

        village.tell(removed("ann", "p"));

        for (String item : List.of("p", "quote", "repost", "again")) {
            assertThat(village.objection(objections.removed(), "sue", item))
                    .as(item)
                    .isEqualTo("removed");
        }
        assertThat(village.objection(objections.removed(), "sue", "answer")).isEqualTo("none");
    }

    @Test
    void items_of_an_author_who_left_are_gone() {
        village.post("ann", "p", "Hello").tell(left("ann"));

        assertThat(village.objection(objections.removed(), "fay", "p")).isEqualTo("removed");
    }

    @Test
    void own_items_and_other_kinds_are_kept_out() {
        village.post("ann", "p", "Hello")
                .tell(post("gus", "club", "Club").kind(ItemKind.GROUP).draft());
        Objection posts = objections.kinds(EnumSet.of(ItemKind.POST));

        assertThat(village.objection(objections.own(), "ann", "p")).isEqualTo("own");
        assertThat(village.objection(objections.own(), "fay", "p")).isEqualTo("none");
        assertThat(village.objection(posts, "fay", "club")).isEqualTo("kind");
        assertThat(village.objection(posts, "fay", "p")).isEqualTo("none");
    }

    @Test
    void seen_is_impressed_not_merely_served() {
        village.post("ann", "p", "Hello")
                .tell(post("gus", "repost", "").reposting("p").draft());
        Objection seen = objections.seen(village.views().encounters);
        MemberId fay = village.member("fay");
        village.tell(Drafts.of(
                ids -> new Event.Served(fay, new TraceId(1), "home", List.of(new ItemId(village.item("p"))))));
        assertThat(village.objection(seen, "fay", "p")).isEqualTo("none");

        village.tell(impressed("fay", "p"));

        assertThat(village.objection(seen, "fay", "p")).isEqualTo("seen");
        assertThat(village.objection(seen, "fay", "repost")).isEqualTo("seen");
        assertThat(village.objection(seen, "sue", "p")).isEqualTo("none");
    }

    @Test
    void strangers_are_kept_out_in_languages_i_do_not_read() {
        village.tell(
                post("ann", "deutsch", "Hallo").language("de").draft(),
                post("ann", "unknown", "?").language("und").draft(),
                post("ann", "english", "Hello").draft(),
                joined(profile("any", AgeBand.ADULT, List.of(), false, true)));

        assertThat(seenBy("deutsch", objections.language()))
                .as("followers read on")
                .isEqualTo("fay");
        assertThat(seenBy("unknown", objections.language())).isEqualTo("ann fay sue gus men");
        assertThat(seenBy("english", objections.language())).isEqualTo("ann fay sue gus men");
        assertThat(village.objection(objections.language(), "any", "deutsch", viewer()))
                .isEqualTo("none");
    }

    @Test
    void what_is_not_for_minors_is_kept_from_minors_and_unknown_ages() {
        village.post("ann", "p", "Hello")
                .post("ann", "tame", "Hello")
                .tell(
                        post("gus", "quote", "See").quoting("p").draft(),
                        post("men", "again", "").reposting("quote").draft(),
                        labelled("p", "nudity"),
                        joined(profile("kid", AgeBand.CHILD, List.of("en"), false, true)),
                        joined(profile("teen", AgeBand.TEEN, List.of("en"), false, true)),
                        joined(profile("who", AgeBand.UNKNOWN, List.of("en"), false, true)));

        for (String minor : List.of("kid", "teen", "who")) {
            assertThat(village.objection(objections.age(), minor, "p", viewer()))
                    .as(minor)
                    .isEqualTo("age");
            assertThat(village.objection(objections.age(), minor, "quote", viewer()))
                    .isEqualTo("age");
            assertThat(village.objection(objections.age(), minor, "again", viewer()))
                    .isEqualTo("age");
            assertThat(village.objection(objections.age(), minor, "tame", viewer()))
                    .isEqualTo("none");
        }
        assertThat(village.objection(objections.age(), "sue", "p", viewer())).isEqualTo("none");
    }

    @Test
    void a_label_keeps_an_item_out_until_it_is_taken_back() {
        village.post("ann", "p", "Hello").tell(labelled("p", "spam"));
        assertThat(verdict("fay", "p")).isEqualTo("label");

        village.tell(Drafts.of(ids -> new Event.ItemLabelled(
                ids.item("item", new ExternalId("p")), new Label("spam", "operator", true, Long.MAX_VALUE))));

        assertThat(verdict("fay", "p")).isEqualTo("none");
    }

    @Test
    void a_label_ends_when_it_expires() {
        village.post("ann", "p", "Hello");
        long end = village.nowMillis() + 60_000;
        village.tell(Drafts.of(ids -> new Event.ItemLabelled(
                ids.item("item", new ExternalId("p")), new Label("illegal", "operator", false, end))));
        assertThat(verdict("fay", "p")).isEqualTo("label");

        village.later(Duration.ofMinutes(2));

        assertThat(verdict("fay", "p")).isEqualTo("none");
    }

    @Test
    void a_label_on_the_author_or_on_what_is_quoted_counts() {
        village.post("ann", "p", "Hello")
                .tell(
                        post("gus", "quote", "See").quoting("p").draft(),
                        post("men", "again", "").reposting("quote").draft(),
                        memberLabelled("ann", "!takedown"));

        for (String item : List.of("p", "quote", "again"))
            assertThat(verdict("fay", item)).as(item).isEqualTo("label");
    }

    @Test
    void a_limiting_label_keeps_an_item_from_strangers_alone() {
        village.post("ann", "p", "Hello").tell(labelled("p", "borderline"));

        assertThat(verdict("sue", "p")).isEqualTo("label-limit");
        assertThat(verdict("fay", "p")).isEqualTo("none");
        assertThat(verdict("ann", "p")).as("its author").isEqualTo("none");
    }

    @Test
    void a_label_nobody_gave_a_meaning_changes_nothing() {
        village.post("ann", "p", "Hello").tell(labelled("p", "well-written"));

        assertThat(verdict("sue", "p")).isEqualTo("none");
    }

    @Test
    void a_block_ends_the_follow_and_so_the_audience() {
        village.tell(post("ann", "p", "Hello").forAudience(Audience.FOLLOWERS).draft(), blocked("ann", "fay"));

        assertThat(seenBy("p", objections.audience())).isEqualTo("ann");
    }

    private String verdict(String viewer, String item) {
        return village.objection(objections.verdict(), viewer, item, viewer());
    }

    private List<Objection> all() {
        return List.of(
                objections.kinds(EnumSet.allOf(ItemKind.class)),
                objections.removed(),
                objections.audience(),
                objections.optedOut(),
                objections.own(),
                objections.seen(village.views().encounters),
                objections.language(),
                objections.age(),
                objections.verdict());
    }

    private Stage.QueryHydrator viewer() {
        return Viewer.hydrator(village.views().members, village.views().ties);
    }

    /// Who of the five is not kept from it.
    private String seenBy(String item, Objection objection) {
        return String.join(
                " ",
                List.of("ann", "fay", "sue", "gus", "men").stream()
                        .filter(who -> village.objection(objection, who, item, viewer())
                                .equals("none"))
                        .toList());
    }

    private static Draft changed(String member, boolean locked, boolean recommendable) {
        Profile profile = profile(member, AgeBand.ADULT, List.of("en"), locked, recommendable);
        return Drafts.of(ids -> new Event.MemberChanged(ids.member("member", profile.externalId()), profile));
    }

    private static Profile profile(
            String member, AgeBand age, List<String> languages, boolean locked, boolean recommendable) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        return new Profile(new ExternalId(member), member, languages, zone, age, locked, recommendable);
    }
}
