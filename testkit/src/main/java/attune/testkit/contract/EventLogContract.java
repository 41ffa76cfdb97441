package attune.testkit.contract;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Act;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.store.log.Directory;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.log.Undo;
import attune.store.projection.State;
import attune.testkit.sample.SteppingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [EventLog] promises. A new store is done when its subclass passes.
public abstract class EventLogContract {
    protected static final long START_MILLIS = 1_764_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    protected final SteppingClock clock = new SteppingClock(START_MILLIS);
    protected Subject subject = Subject.NONE;

    /// A log with what hangs on it.
    public record Subject(EventLog log, Directory directory, State state, Runnable close) {
        @SuppressWarnings("NullAway") // Stands for "not yet open"; set before each test.
        static final Subject NONE = new Subject(null, null, null, () -> {});
    }

    /// An empty log.
    protected abstract Subject open() throws Exception;

    /// The same log after closing it and opening it again; a log that keeps nothing returns itself.
    protected abstract Subject reopen() throws Exception;

    @BeforeEach
    void openSubject() throws Exception {
        subject = open();
    }

    @AfterEach
    void closeSubject() {
        subject.close().run();
    }

    @Test
    void sequences_count_from_one_in_the_order_of_the_drafts() {
        assertThat(append(joined("ada"), joined("bo"), followed("ada", "bo")))
                .containsExactly(new Outcome.Accepted(1), new Outcome.Accepted(2), new Outcome.Accepted(3));
        assertThat(subject.log().head()).isEqualTo(3);
    }

    @Test
    void what_is_acknowledged_is_folded() {
        append(joined("ada"), published("ada", "i1", "first"));

        assertThat(subject.state().sequence()).isEqualTo(2);
        assertThat(subject.directory().member(new ExternalId("ada"))).contains(new MemberId(0));
        assertThat(subject.directory().item(new ExternalId("i1"))).contains(new ItemId(0));
        assertThat(subject.directory().externalId(new ItemId(0))).isEqualTo(new ExternalId("i1"));
    }

    @Test
    void replay_gives_back_what_was_appended_from_any_position() {
        append(joined("ada"), joined("bo"), followed("ada", "bo"), searched("bo", "tandem bicycles"));

        List<Envelope> all = replay(0);

        assertThat(all).extracting(Envelope::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.get(0).event()).isEqualTo(new Event.MemberJoined(new MemberId(0), profile("ada")));
        assertThat(all.get(3).event()).isEqualTo(new Event.Searched(new MemberId(1), "tandem bicycles"));
        assertThat(all.get(3).origin().source()).isEqualTo(SOURCE);
        assertThat(replay(2)).isEqualTo(all.subList(2, 4));
        assertThat(replay(4)).isEmpty();
    }

    @Test
    void drafts_of_one_batch_see_the_facts_before_them() {
        assertThat(append(
                        joined("ada"),
                        published("ada", "i1", "first", "Cycling"),
                        edited("ada", "i1", "better"),
                        liked("ada", "i1")))
                .allMatch(Outcome.Accepted.class::isInstance);

        Event.ItemEdited edit = (Event.ItemEdited) replay(0).get(3).event();
        assertThat(edit.post().text()).isEqualTo("better");
        assertThat(edit.post().topics()).containsExactly(new TopicId(0));
    }

    @Test
    void a_new_topic_is_defined_by_a_fact_of_its_own() {
        append(joined("ada"), published("ada", "i1", "x", " Cycling ", "cycling", "Rain"));

        assertThat(replay(1))
                .extracting(envelope -> envelope.event().getClass().getSimpleName())
                .containsExactly("TopicDefined", "TopicDefined", "ItemPublished");
        assertThat(subject.directory().topic("cycling")).contains(new TopicId(0));
        assertThat(subject.directory().topicName(new TopicId(1))).isEqualTo("rain");
    }

    @Test
    void a_rejected_draft_leaves_nothing_and_sinks_no_other() {
        List<Outcome> outcomes = append(joined("ada"), liked("ada", "nowhere"), joined("ada"), joined("bo"));

        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("unknown-item");
            assertThat(rejected.field()).isEqualTo("item");
        });
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("member-exists"));
        assertThat(outcomes.get(3)).isEqualTo(new Outcome.Accepted(2));
        assertThat(subject.directory().member(new ExternalId("bo"))).contains(new MemberId(1));
    }

    @Test
    void a_draft_rejected_after_naming_a_new_topic_defines_none() {
        append(joined("ada"), of(ids -> {
            ids.topic("ghosts");
            throw new Rejection("no", "", "After all, no.");
        }));

        assertThat(subject.directory().topic("ghosts")).isEmpty();
        assertThat(subject.log().head()).isEqualTo(1);
    }

    @Test
    void a_known_idempotency_id_is_a_duplicate_of_the_first() {
        append(once("k1", joined("ada")));

        assertThat(append(once("k1", joined("ada")), once("k2", joined("bo")), once("k2", joined("bo"))))
                .containsExactly(new Outcome.Duplicate(1), new Outcome.Accepted(2), new Outcome.Duplicate(2));
        assertThat(replay(0)).hasSize(2);
    }

    @Test
    void the_same_idempotency_id_of_another_source_is_another_fact() {
        Draft mine = once("k1", joined("ada"));
        Draft theirs = new Draft(
                attune.model.event.Origin.of("other"),
                "k1",
                Draft.NOW,
                joined("bo").resolution());

        assertThat(append(mine, theirs)).containsExactly(new Outcome.Accepted(1), new Outcome.Accepted(2));
    }

    @Test
    void a_foreign_record_is_found_until_it_is_undone() {
        append(joined("ada"), joined("bo"), from("at://like/1", followed("ada", "bo")));
        Draft deletion = of(ids -> Undo.of(ids.factFrom(SOURCE, "at://like/1")).orElseThrow());

        assertThat(append(deletion)).containsExactly(new Outcome.Accepted(4));
        assertThat(replay(3).getFirst().event()).isEqualTo(new Event.Unfollowed(new MemberId(0), new MemberId(1)));
        assertThat(append(deletion))
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("unknown-record"));
    }

    /// So many that a log may write some while it decides on others.
    @Test
    void facts_of_a_large_batch_read_back_find_and_undo_those_before_them() {
        Draft undo = of(ids -> Undo.of(ids.factFrom(SOURCE, "at://like/1")).orElseThrow());
        List<Draft> many = new ArrayList<>(List.of(joined("ada"), joined("bo")));
        for (int turn = 0; turn < 400; turn++) {
            many.add(once("k" + turn, published("ada", "i" + turn, "first", "Cycling")));
            many.add(edited("ada", "i" + turn, "better " + turn));
            many.add(once("k" + turn, joined("cy")));
            many.add(from("at://like/1", followed("ada", "bo")));
            many.add(undo);
            many.add(undo);
        }

        List<Outcome> outcomes = append(many.toArray(Draft[]::new));

        List<Envelope> all = replay(0);
        assertThat(all).hasSize(3 + 400 * 4);
        for (int turn = 0; turn < 400; turn++) {
            long first = 4 + turn * 4L;
            int at = 2 + turn * 6;
            assertThat(outcomes.get(at)).isEqualTo(new Outcome.Accepted(first));
            assertThat(outcomes.get(at + 2)).isEqualTo(new Outcome.Duplicate(first));
            assertThat(outcomes.get(at + 5)).isInstanceOf(Outcome.Rejected.class);
            Event.ItemEdited edit = (Event.ItemEdited) all.get((int) first).event();
            assertThat(edit.post().text()).isEqualTo("better " + turn);
            assertThat(edit.post().topics()).containsExactly(new TopicId(0));
            assertThat(all.get((int) first + 2).event()).isInstanceOf(Event.Unfollowed.class);
        }
    }

    @Test
    void event_time_is_clamped_to_arrival_and_the_far_future_is_rejected() {
        List<Outcome> outcomes = append(
                at(START_MILLIS + Draft.MAX_SKEW_MILLIS, joined("ada")),
                at(START_MILLIS - 5_000, joined("bo")),
                at(START_MILLIS + Draft.MAX_SKEW_MILLIS + 1, joined("cy")));

        assertThat(replay(0)).extracting(Envelope::eventMillis).containsExactly(START_MILLIS, START_MILLIS - 5_000);
        assertThat(replay(0)).extracting(Envelope::arrivalMillis).containsOnly(START_MILLIS);
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("future-time"));
    }

    @Test
    void arrival_never_goes_back_whatever_the_clock_does() throws Exception {
        append(joined("ada"));
        clock.advance(3 * DAY_MILLIS);
        append(joined("bo"));
        clock.advance(-10 * DAY_MILLIS);
        append(joined("cy"), at(clock.millis() - 5_000, joined("di")));
        subject = reopen();
        append(joined("eve"));
        clock.advance(20 * DAY_MILLIS);
        append(joined("fay"));

        long ahead = START_MILLIS + 3 * DAY_MILLIS;
        assertThat(replay(0))
                .extracting(Envelope::arrivalMillis)
                .containsExactly(START_MILLIS, ahead, ahead, ahead, ahead, START_MILLIS + 13 * DAY_MILLIS);
        assertThat(replay(0)).extracting(Envelope::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(replay(0).get(3).eventMillis()).isEqualTo(START_MILLIS - 7 * DAY_MILLIS - 5_000);
    }

    @Test
    void an_act_can_be_defined_and_a_mistaken_name_is_helped() {
        append(
                joined("ada"),
                published("ada", "i1", "x"),
                of(ids -> new Event.ActDefined(ids.newAct("boost", Act.Unit.COUNT, Act.Polarity.POSITIVE, true))));

        assertThat(append(acted("ada", "i1", "boost", 1))).containsExactly(new Outcome.Accepted(4));
        assertThat(append(acted("ada", "i1", "lke", 1)))
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.detail()).contains("\"like\""));
        assertThat(subject.directory().act("boost").orElseThrow().id().value()).isEqualTo(15);
    }

    @Test
    void facts_about_unknown_numbers_are_rejected() {
        append(joined("ada"));

        List<Outcome> outcomes = append(
                Draft.own("test", Draft.NOW, new Event.MemberLeft(new MemberId(7))),
                Draft.own("test", Draft.NOW, new Event.Viewed(new MemberId(0), new ItemId(3))),
                Draft.own("test", Draft.NOW, new Event.MemberJoined(new MemberId(5), profile("bo"))));

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Rejected) outcome).code())
                .containsExactly("unknown-member", "unknown-item", "wrong-number");
    }

    @Test
    void only_the_author_edits_and_removes() {
        append(joined("ada"), joined("bo"), published("ada", "i1", "x"));

        assertThat(append(edited("bo", "i1", "y"), removed("bo", "i1")))
                .extracting(outcome -> ((Outcome.Rejected) outcome).code())
                .containsOnly("not-the-author");
    }

    @Test
    void batches_of_many_threads_are_each_kept_whole_and_in_order() {
        append(joined("ada"), published("ada", "i1", "x"));
        List<CompletableFuture<List<Outcome>>> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Draft dwell = acted("ada", "i1", "dwell", i);
            waiting.add(subject.log().append(List.of(dwell, liked("ada", "i1"))));
        }

        for (CompletableFuture<List<Outcome>> one : waiting) {
            long first = ((Outcome.Accepted) one.join().get(0)).sequence();
            assertThat(one.join().get(1)).isEqualTo(new Outcome.Accepted(first + 1));
        }
        assertThat(subject.log().head()).isEqualTo(402);
        assertThat(replay(0)).hasSize(402);
    }

    @Test
    void everything_is_there_after_opening_again() throws Exception {
        append(once("k1", joined("ada")), published("ada", "i1", "first", "cycling"), from("r1", liked("ada", "i1")));
        List<Envelope> before = replay(0);
        long digest = subject.state().digest(subject.state().projections().getFirst());

        subject = reopen();

        assertThat(replay(0)).isEqualTo(before);
        assertThat(subject.state().digest(subject.state().projections().getFirst()))
                .isEqualTo(digest);
        assertThat(append(once("k1", joined("ada")))).containsExactly(new Outcome.Duplicate(1));
        assertThat(append(joined("bo"), published("bo", "i2", "second", "cycling")))
                .hasSize(2);
        assertThat(subject.directory().item(new ExternalId("i2"))).contains(new ItemId(1));
    }

    protected final List<Outcome> append(Draft... drafts) {
        return subject.log().appendNow(List.of(drafts));
    }

    protected final List<Envelope> replay(long after) {
        List<Envelope> all = new ArrayList<>();
        subject.log().replay(after, all::add);
        return all;
    }
}
