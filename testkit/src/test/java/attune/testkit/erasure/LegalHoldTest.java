package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.view.HoldsView.Hold;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LegalHoldTest {
    private static final MemberId ADA = new MemberId(0);
    private static final long UNTIL = 1_790_000_000_000L;

    private final SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
    private final MemoryStore store = MemoryStore.open(new SteppingClock(1_764_000_000_000L), views.all());

    @BeforeEach
    void hold() {
        append(
                joined("ada"),
                joined("bo"),
                consented("ada", Purpose.PERSONALIZATION),
                published("bo", "bo-1", "Words"),
                liked("ada", "bo-1"),
                heldUntil("ada", "Case 7", UNTIL));
    }

    @Test
    void a_held_member_is_not_erased_and_nothing_is_lost() {
        assertThatThrownBy(() -> store.erasure().erase(ADA)).isInstanceOf(NoSuchElementException.class);

        assertThat(store.erasure()
                        .eraseAll(List.of(ADA, new MemberId(1)))
                        .orElseThrow()
                        .members())
                .isEqualTo(1);
        assertThat(store.directory().knows(ADA)).isTrue();
        assertThat(views.holds.hold(0))
                .contains(new Hold(
                        ADA, "Case 7", views.holds.hold(0).orElseThrow().sinceMillis(), UNTIL));
    }

    @Test
    void a_tombstone_in_the_batch_of_the_hold_is_refused_too() {
        List<Outcome> outcomes = append(
                heldUntil("bo", "Case 8", UNTIL),
                of(ids -> new Event.MemberErased(ids.member("member", new ExternalId("bo")))));

        assertThat(outcomes.getLast())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("member-held"));
    }

    @Test
    void who_asks_for_erasure_on_hold_is_neither_shown_nor_profiled_meanwhile() {
        assertThat(views.histories.engagers(0)).isEqualTo(1);

        append(erasureAsked("ada"));

        assertThat(views.members.active(0)).isFalse();
        assertThat(views.members.recommendable(0)).isFalse();
        assertThat(views.consents.given(0, Purpose.PERSONALIZATION)).isFalse();
        assertThat(views.histories.engagers(0)).isZero();
        assertThat(append(consented("ada", Purpose.PERSONALIZATION)).getFirst()).isInstanceOf(Outcome.Rejected.class);
        assertThat(views.holds.waitingForErasure()).containsExactly(ADA);
        assertThat(views.holds.erasureAskedMillis(0)).isPresent();
    }

    @Test
    void a_lifted_hold_gives_the_erasure_way() {
        append(erasureAsked("ada"), holdLifted("ada"));
        assertThat(append(holdLifted("ada")).getFirst()).isInstanceOf(Outcome.Rejected.class);

        store.erasure().erase(ADA);

        assertThat(store.directory().knows(ADA)).isFalse();
        assertThat(views.holds.waitingForErasure()).isEmpty();
    }

    private List<Outcome> append(Draft... drafts) {
        return store.log().appendNow(List.of(drafts));
    }
}
