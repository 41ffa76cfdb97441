package attune.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Mute;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.log.Erased;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What small memories keep, what they let go, and what must not come back.
class RememberedTest {
    private static final MemberId ADA = new MemberId(0);
    private static final MemberId BEN = new MemberId(1);
    private static final ItemId GROUP = new ItemId(9);

    private final SharedProjections shared = new SharedProjections(new Seal(), new SharedProjections.Capacity(2, 2, 8));
    private final State state = shared.state();
    private long sequence;

    @Test
    void degree_leaves_with_the_engagement_that_a_full_history_drops() {
        fold(new Event.ConsentGiven(ADA, Purpose.PERSONALIZATION, 1));

        for (int item = 0; item < 3; item++) fold(like(item));

        assertThat(shared.histories.itemDegree(0)).isZero();
        assertThat(shared.histories.itemDegree(2)).isEqualTo(1);
    }

    @Test
    void act_taken_back_leaves_the_item_even_when_the_member_forgot_it() {
        fold(new Event.ConsentGiven(ADA, Purpose.PERSONALIZATION, 1));
        for (int item = 0; item < 3; item++) fold(like(item));

        fold(new Event.ActUndone(ADA, new ItemId(0), Acts.LIKE.id()));

        assertThat(shared.histories.engagers(0)).isZero();
    }

    @Test
    void history_begins_with_the_consent() {
        fold(like(0));
        fold(new Event.ConsentGiven(ADA, Purpose.PERSONALIZATION, 1));

        assertThat(shared.histories.engagements(0)).isZero();
        assertThat(shared.histories.engagers(0)).isZero();
        assertThat(shared.histories.ownActs(0, 0)).isEqualTo(Acts.LIKE.id().bit());
    }

    @Test
    void oldest_impressions_are_dropped_beyond_the_capacity_and_acts_are_not() {
        fold(like(0));
        for (int item = 0; item < 9; item++) fold(new Event.Impressed(ADA, new ItemId(item), null, -1));

        assertThat(shared.encounters.seen(0, 0)).isFalse();
        assertThat(shared.encounters.seen(0, 8)).isTrue();
        assertThat(shared.encounters.seenCount(0)).isEqualTo(8);
        assertThat(shared.histories.ownActs(0, 0)).isEqualTo(Acts.LIKE.id().bit());
    }

    @Test
    void what_was_acted_on_is_not_therefore_seen() {
        fold(like(3));

        assertThat(shared.encounters.seenCount(0)).isZero();
        assertThat(shared.encounters.seen(0, 3)).isFalse();
    }

    @Test
    void edit_does_not_bring_back_a_removed_text() {
        fold(new Event.ItemPublished(ADA, new ItemId(0), post("secret", Audience.PUBLIC)));
        fold(new Event.ItemRemoved(ADA, new ItemId(0)));

        fold(new Event.ItemEdited(ADA, new ItemId(0), post("secret again", Audience.PUBLIC)));

        assertThat(shared.items.removed(0)).isTrue();
        assertThat(shared.items.text(0)).isEmpty();
    }

    @Test
    void post_to_an_erased_group_is_its_authors_alone() {
        fold(new Event.ItemPublished(BEN, GROUP, post("a group", Audience.PUBLIC)));
        fold(new Event.ItemPublished(ADA, new ItemId(0), post("to the group", new Audience.Group(GROUP))));

        BitSet items = new BitSet();
        items.set(GROUP.value());
        state.forget(Erased.of(BEN, items));

        assertThat(shared.items.audience(0)).isEqualTo(Audience.ONLY_ME);
    }

    @Test
    void who_unmuted_the_last_word_mutes_nothing() {
        fold(new Event.Muted(ADA, new Mute.OfWord("rain")));
        fold(new Event.Unmuted(ADA, new Mute.OfWord("rain")));

        assertThat(shared.mutes.any(0)).isFalse();
    }

    private static Event like(int item) {
        return new Event.Acted(ADA, new ItemId(item), Acts.LIKE.id(), 1, null);
    }

    private static Post post(String text, Audience audience) {
        return new Post(
                new ExternalId("x"), ItemKind.POST, text, "en", audience, ThreadLinks.NONE, List.of(), List.of());
    }

    private void fold(Event event) {
        sequence++;
        long atMillis = 1_700_000_000_000L + sequence * 1000;
        state.fold(List.of(new Envelope(sequence, atMillis, atMillis, Origin.of("test"), event)));
    }
}
