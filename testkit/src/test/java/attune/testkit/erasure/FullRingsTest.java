package attune.testkit.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.erasure.Erasure;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import attune.store.snapshot.Snapshots;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.Saved;
import attune.testkit.sample.SteppingClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rings so short that most are full: what an erased member's acts or items had pushed out of them is there again when
/// the erasure returns.
@Timeout(60)
class FullRingsTest {
    private static final Capacity SHORT = new Capacity(12, 4, 4_096);
    private static final int MEMBERS = 12;
    private static final int FACTS = 1_500;
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);

    @Test
    void after_an_erasure_all_is_as_in_a_replay_of_a_log_that_never_knew_the_member() {
        for (long seed : SEEDS) {
            for (int member = 0; member < MEMBERS; member += 4) {
                MemoryStore store = told(seed);

                store.erasure().erase(new MemberId(member));

                same(store, "seed %d, member %d".formatted(seed, member));
            }
        }
    }

    @Test
    void many_at_once_and_one_after_the_other_with_life_between() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);

            store.erasure().eraseAll(List.of(new MemberId(1), new MemberId(4), new MemberId(9)));
            same(store, "seed %d, three at once".formatted(seed));
            new Chronicle(seed + 100, clock, MEMBERS).go(store.log(), FACTS / 2);
            store.erasure().erase(new MemberId(0));

            same(store, "seed %d, later".formatted(seed));
        }
    }

    /// Without what the compaction tells of, nothing is mended: then these rings are short enough to show it.
    @Test
    void unmended_they_would_differ() {
        int differ = 0;
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);
            Compaction silent = (erased, taken) -> store.log().compact(erased, _ -> {});

            new Erasure(store.log(), store.log(), silent, store.state(), store.keys(), store.blobs(), Snapshots.NONE)
                    .erase(new MemberId(0));

            if (histories(store.state()) != histories(replayed(store))) differ++;
        }
        assertThat(differ).isGreaterThan(SEEDS.size() / 2);
    }

    @Test
    void the_newest_items_are_those_of_a_community_that_never_knew_the_author() {
        MemoryStore store = told(1);
        List<Draft> posts = new ArrayList<>();
        for (int i = 0; i < 9_000; i++)
            posts.add(Drafts.published(i % 9 == 0 ? "m3" : "m4", "new" + i, "Text", "rain"));
        store.log().appendNow(posts);

        store.erasure().erase(store.directory().member(new ExternalId("m3")).orElseThrow());

        same(store, "items");
    }

    /// The erasure of one member reads the log again while others act and while another's erasure begins.
    @Test
    void what_happens_meanwhile_is_not_lost_and_nobody_erased_meanwhile_comes_back() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);
            Chronicle later = new Chronicle(seed + 100, clock, MEMBERS);
            List<MemberId> next = new ArrayList<>(List.of(new MemberId(5)));
            Compaction busy = (erased, taken) -> {
                Compaction.Counts counts = store.log().compact(erased, taken);
                later.go(store.log(), 50);
                if (!next.isEmpty()) {
                    MemberId other = next.removeFirst();
                    store.log().appendNow(List.of(Drafts.of(ids -> new Event.MemberErased(other))));
                }
                return counts;
            };
            Erasure erasure = new Erasure(
                    store.log(), store.log(), busy, store.state(), store.keys(), store.blobs(), Snapshots.NONE);

            erasure.erase(new MemberId(2));
            assertThat(store.log().unfinished())
                    .as("the other's erasure is begun")
                    .hasSize(1);
            erasure.finishUnfinished();

            same(store, "seed %d".formatted(seed));
        }
    }

    private MemoryStore told(long seed) {
        MemoryStore store = MemoryStore.open(clock, new SharedProjections(new Seal(), SHORT).all());
        Chronicle chronicle = new Chronicle(seed, clock, MEMBERS);
        chronicle.begin(store.log());
        chronicle.go(store.log(), FACTS);
        return store;
    }

    private static State replayed(MemoryStore store) {
        List<Projection> all = new ArrayList<>();
        all.add(new DirectoryFold(2));
        all.addAll(new SharedProjections(new Seal(), SHORT).all());
        State replayed = new State(all);
        List<Envelope> envelopes = new ArrayList<>();
        store.log().replay(0, envelopes::add);
        replayed.fold(envelopes);
        return replayed;
    }

    private static long histories(State state) {
        return state.digest(named(state, "histories"));
    }

    private static void same(MemoryStore store, String what) {
        State replayed = replayed(store);
        for (Projection projection : store.state().projections()) {
            assertThat(store.state().digest(projection))
                    .as("%s of %s", projection.name(), what)
                    .isEqualTo(replayed.digest(named(replayed, projection.name())));
        }
        // Down to what no answer shows.
        assertThat(Saved.of(store.state()).hashes().get("histories"))
                .as(what)
                .isEqualTo(Saved.of(replayed).hashes().get("histories"));
    }

    private static Projection named(State state, String name) {
        return state.projections().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
