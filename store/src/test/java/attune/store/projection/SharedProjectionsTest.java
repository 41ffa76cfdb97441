package attune.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.model.event.Act;
import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.log.Erased;
import attune.store.log.Forgetting;
import attune.store.view.HistoriesView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random communities, folded as the log folds them. The seed stands in the name of each run.
class SharedProjectionsTest {
    private static final int EVENTS = 3_000;
    private static final double SHORT_MILLIS = 6 * 3_600_000.0;
    private static final double LONG_MILLIS = 14 * 86_400_000.0;

    private final Seal seal = new Seal();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ties_counts_histories_and_seen_answer_as_the_obvious_model_does(long seed) {
        SharedProjections real = new SharedProjections(seal, SharedProjections.Capacity.USUAL);
        State state = real.state();
        ObviousModel obvious = new ObviousModel();
        List<Envelope> envelopes = RandomCommunity.envelopes(seed, EVENTS);

        for (Envelope envelope : envelopes) {
            state.fold(List.of(envelope));
            obvious.apply(envelope);
            if (envelope.sequence() % 500 == 0) compare(real, obvious, envelope.arrivalMillis());
        }
    }

    private void compare(SharedProjections real, ObviousModel obvious, long nowMillis) {
        for (int member = 0; member < RandomCommunity.MEMBERS; member++) {
            compareTies(real, obvious, member);
            compareHistory(real, obvious, member);
            int author = member;
            assertThat(real.counts.authorPositive(member, nowMillis))
                    .isCloseTo(
                            obvious.decayed(
                                    item -> RandomCommunity.author(item).value() == author,
                                    Act.Polarity.POSITIVE,
                                    LONG_MILLIS,
                                    nowMillis),
                            within(1e-6));
        }
        for (int number = 0; number < RandomCommunity.ITEMS; number++) {
            int item = number;
            for (int act = 0; act < 15; act++)
                assertThat(real.counts.total(item, act)).isEqualTo(obvious.total(item, act));
            assertThat(real.counts.recentPositive(item, nowMillis))
                    .isCloseTo(
                            obvious.decayed(other -> other == item, Act.Polarity.POSITIVE, SHORT_MILLIS, nowMillis),
                            within(1e-6));
            assertThat(real.counts.recentNegative(item, nowMillis))
                    .isCloseTo(
                            obvious.decayed(other -> other == item, Act.Polarity.NEGATIVE, SHORT_MILLIS, nowMillis),
                            within(1e-6));
            assertThat(real.counts.recentImpressions(item, nowMillis))
                    .isCloseTo(obvious.impressionsDecayed(item, SHORT_MILLIS, nowMillis), within(1e-6));
            compareEngagers(real, obvious, item);
        }
    }

    private static void compareTies(SharedProjections real, ObviousModel obvious, int member) {
        for (int other = 0; other < RandomCommunity.MEMBERS; other++) {
            var there = new ObviousModel.Pair(member, other);
            var back = new ObviousModel.Pair(other, member);
            assertThat(real.ties.follows(member, other)).isEqualTo(obvious.follows.contains(there));
            assertThat(real.ties.blockedEitherWay(member, other))
                    .isEqualTo(obvious.blocks.contains(there) || obvious.blocks.contains(back));
        }
        for (int follower : real.ties.followers(member))
            assertThat(real.ties.follows(follower, member)).isTrue();
        long followers =
                obvious.follows.stream().filter(pair -> pair.to() == member).count();
        assertThat(real.ties.followerCount(member)).isEqualTo((int) followers);
    }

    private void compareHistory(SharedProjections real, ObviousModel obvious, int member) {
        HistoriesView.History history =
                real.histories.of(new Grant(seal, new MemberId(member), Set.of(Purpose.PERSONALIZATION)));
        List<ObviousModel.Done> expected = obvious.history(member);
        assertThat(history.size()).isEqualTo(expected.size());
        for (int k = 0; k < expected.size(); k++) {
            assertThat(history.item(k)).isEqualTo(expected.get(k).deed().item());
            assertThat(history.act(k)).isEqualTo(expected.get(k).deed().act());
            assertThat(history.millis(k)).isEqualTo(expected.get(k).millis());
        }
        for (int item = 0; item < RandomCommunity.ITEMS; item++) {
            Long last = obvious.seen.get(new ObviousModel.Pair(member, item));
            assertThat(real.encounters.seen(member, item)).isEqualTo(last != null);
            assertThat(real.encounters.lastSeenMillis(member, item)).isEqualTo(last == null ? -1 : last);
        }
        long seen = obvious.seen.keySet().stream()
                .filter(pair -> pair.from() == member)
                .count();
        assertThat(real.encounters.seenCount(member)).isEqualTo((int) seen);
    }

    private static void compareEngagers(SharedProjections real, ObviousModel obvious, int item) {
        Set<Integer> engagers = new HashSet<>();
        for (int k = 0; k < real.histories.engagers(item); k++) engagers.add(real.histories.engager(item, k));
        assertThat(engagers).isEqualTo(obvious.engagers(item));
        assertThat(real.histories.itemDegree(item)).isEqualTo(engagers.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void replay_in_one_group_equals_live(long seed) {
        List<Envelope> envelopes = RandomCommunity.envelopes(seed, EVENTS);
        SharedProjections live = new SharedProjections(seal, new SharedProjections.Capacity(8, 4, 8));
        SharedProjections replayed = new SharedProjections(seal, new SharedProjections.Capacity(8, 4, 8));

        State state = live.state();
        for (Envelope envelope : envelopes) state.fold(List.of(envelope));
        replayed.state().fold(envelopes);

        assertSame(live, replayed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void forgetting_leaves_what_a_fold_without_the_member_leaves(long seed) {
        List<Envelope> envelopes = RandomCommunity.envelopes(seed, EVENTS);
        int gone = (int) (seed % RandomCommunity.MEMBERS);
        BitSet items = new BitSet();
        for (int item = 0; item < RandomCommunity.ITEMS; item++)
            items.set(item, RandomCommunity.author(item).value() == gone);
        Erased erased = Erased.of(new MemberId(gone), items);
        SharedProjections forgetful = new SharedProjections(seal, SharedProjections.Capacity.USUAL);
        SharedProjections without = new SharedProjections(seal, SharedProjections.Capacity.USUAL);
        List<Envelope> rest = new ArrayList<>();
        for (Envelope it : envelopes) {
            Forgetting.rest(it.event(), erased)
                    .ifPresent(event -> rest.add(
                            new Envelope(it.sequence(), it.eventMillis(), it.arrivalMillis(), it.origin(), event)));
        }

        State state = forgetful.state();
        state.fold(envelopes);
        state.forget(erased);
        without.state().fold(rest);

        assertSame(forgetful, without);
        long nowMillis = envelopes.getLast().arrivalMillis();
        for (int item = 0; item < RandomCommunity.ITEMS; item++) {
            assertThat(forgetful.counts.recentPositive(item, nowMillis))
                    .isCloseTo(without.counts.recentPositive(item, nowMillis), within(1e-6));
            assertThat(forgetful.counts.recentImpressions(item, nowMillis))
                    .isCloseTo(without.counts.recentImpressions(item, nowMillis), within(1e-6));
        }
        for (int author = 0; author < RandomCommunity.MEMBERS; author++) {
            assertThat(forgetful.counts.authorPositive(author, nowMillis))
                    .isCloseTo(without.counts.authorPositive(author, nowMillis), within(1e-6));
        }
    }

    private static void assertSame(SharedProjections one, SharedProjections other) {
        for (int k = 0; k < one.all().size(); k++) {
            Digest ours = new Digest();
            Digest theirs = new Digest();
            one.all().get(k).digest(ours);
            other.all().get(k).digest(theirs);
            assertThat(ours.value()).as(one.all().get(k).name()).isEqualTo(theirs.value());
        }
        assertThat(one.all()).hasSize(14);
    }
}
