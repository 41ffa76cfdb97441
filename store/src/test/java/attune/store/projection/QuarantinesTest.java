package attune.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is held counts for nobody and is the member's all the same; released, it counts as if nothing had been.
class QuarantinesTest {
    private static final MemberId ADA = new MemberId(0);
    private static final MemberId BOT = new MemberId(1);
    private static final ItemId POST = new ItemId(0);
    private static final long HOUR = 3_600_000;
    private static final long START = RandomCommunity.START_MILLIS;

    private final SharedProjections shared = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
    private final State state = shared.state();
    private long sequence;
    private long nowMillis = START;

    private void tell(Event event) {
        nowMillis += 60_000;
        state.fold(List.of(new Envelope(++sequence, nowMillis, nowMillis, Origin.of("test"), event)));
    }

    private void like(MemberId member, int item) {
        tell(new Event.Acted(member, new ItemId(item), Acts.LIKE.id(), 1, null));
    }

    private void place(MemberId member, long sinceMillis) {
        tell(new Event.QuarantinePlaced(member, "flood-minute", sinceMillis, 300, 120));
    }

    private int likes(int item) {
        return shared.counts.total(item, Acts.LIKE.id().value());
    }

    @Test
    void placing_takes_back_what_was_done_since_and_holds_what_follows() {
        tell(new Event.ConsentGiven(BOT, Purpose.PERSONALIZATION, 1));
        like(BOT, 7);
        long since = nowMillis + 1_000;
        like(BOT, 0);
        tell(new Event.Impressed(BOT, POST, null, -1));

        place(BOT, since);
        like(BOT, 1);

        assertThat(likes(0)).isZero();
        assertThat(likes(1)).isZero();
        assertThat(likes(7)).as("done before").isEqualTo(1);
        assertThat(shared.counts.impressions(0)).isZero();
        assertThat(shared.counts.recentPositive(0, nowMillis)).isZero();
        assertThat(shared.histories.engagers(0)).isZero();
        assertThat(shared.histories.itemDegree(1)).isZero();
        assertThat(shared.histories.engagements(BOT.value()))
                .as("walks and friends' acts")
                .isEqualTo(1);
    }

    @Test
    void what_is_held_stands_for_the_member() {
        tell(new Event.ConsentGiven(BOT, Purpose.PERSONALIZATION, 1));
        place(BOT, nowMillis);

        like(BOT, 0);
        tell(new Event.Impressed(BOT, POST, null, -1));

        assertThat(shared.histories.ownActs(BOT.value(), 0))
                .isEqualTo(Acts.LIKE.id().bit());
        assertThat(shared.encounters.seen(BOT.value(), 0)).isTrue();
    }

    @Test
    void others_are_counted_beside_it() {
        place(BOT, nowMillis);

        like(ADA, 0);
        like(BOT, 0);

        assertThat(likes(0)).isEqualTo(1);
    }

    @Test
    void a_release_that_keeps_out_counts_only_what_follows() {
        place(BOT, nowMillis);
        like(BOT, 0);

        tell(new Event.QuarantineReleased(BOT, false));
        like(BOT, 1);

        assertThat(likes(0)).isZero();
        assertThat(likes(1)).isEqualTo(1);
    }

    @Test
    void a_like_taken_back_while_held_is_not_counted_below_nothing() {
        like(ADA, 0);
        place(BOT, nowMillis);
        like(BOT, 0);

        tell(new Event.ActUndone(BOT, POST, Acts.LIKE.id()));
        tell(new Event.QuarantineReleased(BOT, true));

        assertThat(likes(0)).isEqualTo(1);
    }

    @Test
    void a_person_confirms_without_changing_the_cause() {
        place(BOT, nowMillis);

        tell(new Event.QuarantinePlaced(BOT, Quarantines.CONFIRMED, nowMillis, 0, 0));

        var standing = shared.quarantines.of(BOT.value()).orElseThrow();
        assertThat(standing.rule()).isEqualTo("flood-minute");
        assertThat(standing.observed()).isEqualTo(300);
        assertThat(standing.confirmed()).isTrue();
    }

    @Test
    void training_is_told_what_to_leave_out() {
        place(BOT, START + HOUR);

        assertThat(shared.quarantines.touches(BOT.value(), START, START + 2 * HOUR))
                .isTrue();
        assertThat(shared.quarantines.touches(BOT.value(), START, START + HOUR / 2))
                .isFalse();
        assertThat(shared.quarantines.touches(ADA.value(), START, START + 2 * HOUR))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void released_it_is_as_if_nothing_had_been_placed(long seed) {
        List<Envelope> plain = withoutQuarantines(seed);
        long at = plain.getLast().arrivalMillis();
        List<Envelope> held = new ArrayList<>();
        for (Envelope envelope : plain) {
            held.add(envelope);
            if (held.size() % 400 == 0)
                held.add(own(
                        held,
                        new Event.QuarantinePlaced(
                                new MemberId(held.size() / 400 % RandomCommunity.MEMBERS),
                                "flood-hour",
                                envelope.arrivalMillis() - 12 * HOUR,
                                9,
                                8)));
        }
        for (int member = 0; member < RandomCommunity.MEMBERS; member++)
            held.add(own(held, new Event.QuarantineReleased(new MemberId(member), true)));

        assertSameForAll(held, plain, at);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void held_it_is_as_if_it_had_never_been_done(long seed) {
        List<Envelope> plain = withoutQuarantines(seed);
        long since = plain.get(plain.size() / 2).arrivalMillis() / 1000 * 1000;
        int bot = (int) (seed % RandomCommunity.MEMBERS);
        List<Envelope> without = new ArrayList<>(plain);
        without.removeIf(it -> it.event() instanceof Event.OnItem on
                && on.member().value() == bot
                && it.eventMillis() >= since
                && (it.event() instanceof Event.Impressed || ActTable.actOf(it.event()) != null));
        // What is done again while held takes the earlier deed with it, so those are left out here.
        without.removeIf(it -> plain.stream()
                .anyMatch(again -> again.eventMillis() >= since
                        && it.event() instanceof Event.OnItem one
                        && one.member().value() == bot
                        && again.event() instanceof Event.OnItem other
                        && other.member().value() == bot
                        && one.item().equals(other.item())
                        && sameDeed(it.event(), again.event())));
        List<Envelope> held = new ArrayList<>(plain);
        held.add(
                plain.size() * 3 / 4,
                own(held, new Event.QuarantinePlaced(new MemberId(bot), "flood-hour", since, 9, 8)));

        assertSameForAll(held, without, plain.getLast().arrivalMillis());
    }

    private static boolean sameDeed(Event one, Event other) {
        if (one instanceof Event.Impressed || other instanceof Event.Impressed)
            return one instanceof Event.Impressed && other instanceof Event.Impressed;
        var act = ActTable.actOf(one);
        return act != null && act.equals(ActTable.actOf(other));
    }

    private static List<Envelope> withoutQuarantines(long seed) {
        List<Envelope> plain = new ArrayList<>(RandomCommunity.envelopes(seed, 3_000));
        plain.removeIf(
                it -> it.event() instanceof Event.QuarantinePlaced || it.event() instanceof Event.QuarantineReleased);
        return plain;
    }

    private static Envelope own(List<Envelope> sofar, Event event) {
        long at = sofar.getLast().arrivalMillis();
        return new Envelope(sofar.size() + 1L, at, at, Origin.of("platform"), event);
    }

    /// What anybody can see of it: counts and the graph of engagement. Orders of equal times may differ.
    private static void assertSameForAll(List<Envelope> one, List<Envelope> other, long nowMillis) {
        SharedProjections ours = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
        SharedProjections theirs = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
        ours.state().fold(one);
        theirs.state().fold(other);
        for (int item = 0; item < RandomCommunity.ITEMS; item++) {
            for (int act = 0; act < 15; act++)
                assertThat(ours.counts.total(item, act)).isEqualTo(theirs.counts.total(item, act));
            assertThat(ours.counts.impressions(item)).isEqualTo(theirs.counts.impressions(item));
            assertThat(ours.counts.recentPositive(item, nowMillis))
                    .isCloseTo(
                            theirs.counts.recentPositive(item, nowMillis),
                            org.assertj.core.api.Assertions.within(1e-6));
            assertThat(ours.histories.itemDegree(item)).isEqualTo(theirs.histories.itemDegree(item));
            assertThat(ours.histories.engagers(item)).isEqualTo(theirs.histories.engagers(item));
        }
        for (int member = 0; member < RandomCommunity.MEMBERS; member++)
            assertThat(ours.histories.engagements(member)).isEqualTo(theirs.histories.engagements(member));
    }
}
