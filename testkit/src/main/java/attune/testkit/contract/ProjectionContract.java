package attune.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.store.projection.Disclosure;
import attune.store.projection.Projection;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import attune.store.retention.Behaviour;
import attune.store.retention.Cutoffs;
import attune.store.retention.Retention;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.Saved;
import attune.testkit.sample.SteppingClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// What every [Projection] promises: replay equals live, forgetting leaves nothing, disclosing leaves nothing out.
/// Facts come from random histories; a failure names its seed.
public abstract class ProjectionContract {
    private static final long START_MILLIS = 1_764_000_000_000L;
    private static final int MEMBERS = 12;
    private static final int FACTS = 1_500;
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final int LIMIT = 3_000;
    /// Terms within the day or two that a history lasts.
    private static final Retention SHORT = shortTerms();

    private static Retention shortTerms() {
        Retention terms = Retention.forever();
        for (Behaviour kind : Behaviour.values()) {
            if (kind == Behaviour.UNDONE) continue;
            for (Purpose purpose : Purpose.values()) terms = terms.with(kind, purpose, 1);
        }
        for (Purpose purpose : List.of(Purpose.SERVICE, Purpose.AGGREGATE)) {
            terms = terms.with(Behaviour.VIEWED, purpose, 2).with(Behaviour.ADDED, purpose, 2);
        }
        return terms.checked();
    }

    /// A fresh set: the projections under test after those they read, in fold order.
    protected abstract List<Projection> projections();

    /// Fields that a disclosure of an active member must hold at least.
    protected abstract Set<String> disclosedFields();

    private final SteppingClock clock = new SteppingClock(START_MILLIS);

    @Test
    void replay_equals_live() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);

            assertThat(digests(replayed(store))).as("seed %d", seed).isEqualTo(digests(store.state()));
        }
    }

    @Test
    void a_digest_notices_a_fact() {
        MemoryStore store = told(SEEDS.getFirst());
        Map<String, Long> before = digests(store.state());

        new Chronicle(99, clock, MEMBERS).go(store.log(), 300);

        assertThat(digests(store.state()).values()).isNotEqualTo(before.values());
    }

    @Test
    void forgetting_equals_a_replay_of_the_compacted_log() {
        for (long seed : SEEDS) {
            for (int member = 0; member < MEMBERS; member += 5) {
                MemoryStore store = told(seed);

                store.erasure().erase(new MemberId(member));

                assertThat(digests(store.state()))
                        .as("seed %d, member %d", seed, member)
                        .isEqualTo(digests(replayed(store)));
            }
        }
    }

    @Test
    void forgetting_many_at_once_equals_a_replay_of_the_compacted_log() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);

            store.erasure().eraseAll(List.of(new MemberId(1), new MemberId(4), new MemberId(0), new MemberId(9)));

            assertThat(digests(store.state())).as("seed %d", seed).isEqualTo(digests(replayed(store)));
        }
    }

    /// A member on hold keeps what others lose.
    @Test
    void what_is_past_its_terms_is_gone_and_the_rest_equals_a_replay_of_what_the_log_keeps() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);
            long before = store.log().replay(0, _ -> {}).read();
            Cutoffs today = SHORT.at(clock.millis());
            IntPredicate held = member -> member == 2;

            store.state().expire(today, held, LIMIT);
            long dropped = store.log().expire(today, held, true);

            assertThat(dropped).as("seed %d", seed).isBetween(before / 10, before * 9 / 10);
            State replayed = replayed(store);
            replayed.expire(today, held, LIMIT);
            assertThat(digests(store.state())).as("seed %d", seed).isEqualTo(digests(replayed));
            store.log().replay(0, envelope -> {
                if (today.gone(envelope) && envelope.event() instanceof Event.OfMember own) {
                    assertThat(own.member()).isEqualTo(new MemberId(2));
                }
            });
        }
    }

    @Test
    void life_after_forgetting_folds_as_ever() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);

            store.erasure().erase(new MemberId(3));
            new Chronicle(seed + 100, clock, MEMBERS).go(store.log(), FACTS / 3);
            store.erasure().erase(new MemberId(0));

            assertThat(digests(store.state())).as("seed %d", seed).isEqualTo(digests(replayed(store)));
        }
    }

    @Test
    void nothing_is_disclosed_of_a_forgotten_member() {
        MemoryStore store = told(SEEDS.getFirst());
        MemberId member = new MemberId(4);

        store.erasure().erase(member);

        for (Projection projection : store.state().projections()) {
            assertThat(disclosed(projection, member)).as(projection.name()).isEmpty();
        }
    }

    @Test
    void everything_held_is_disclosed() {
        MemoryStore store = told(SEEDS.getFirst());
        Set<String> fields = new TreeSet<>();
        for (Projection projection : store.state().projections()) {
            for (int member = 0; member < MEMBERS; member++) {
                fields.addAll(disclosed(projection, new MemberId(member)));
            }
        }

        assertThat(fields).containsAll(disclosedFields());
    }

    @Test
    void saved_and_loaded_it_holds_and_folds_on_as_if_it_had_replayed() {
        for (long seed : SEEDS) {
            MemoryStore store = told(seed);
            store.erasure().erase(new MemberId(7));
            State loaded = fresh();

            Saved.of(store.state()).load(loaded.projections());
            assertThat(digests(loaded)).as("seed %d", seed).isEqualTo(digests(store.state()));
            assertThat(Saved.of(loaded).hashes())
                    .as("seed %d", seed)
                    .isEqualTo(Saved.of(store.state()).hashes());

            long head = store.log().head();
            new Chronicle(seed + 100, clock, MEMBERS).go(store.log(), FACTS);
            List<Envelope> rest = new ArrayList<>();
            store.log().replay(head, rest::add);
            loaded.fold(rest);
            assertThat(Saved.of(loaded).hashes())
                    .as("seed %d, folded on", seed)
                    .isEqualTo(Saved.of(store.state()).hashes());
        }
    }

    @Test
    void what_is_saved_depends_on_the_facts_alone() {
        MemoryStore store = told(SEEDS.getFirst());

        assertThat(Saved.of(replayed(store)).hashes())
                .isEqualTo(Saved.of(store.state()).hashes());
    }

    @Test
    void loading_replaces_whatever_was_folded() {
        MemoryStore store = told(SEEDS.getFirst());
        Saved nothing = Saved.of(fresh());

        nothing.load(store.state().projections());

        assertThat(Saved.of(store.state()).hashes()).isEqualTo(nothing.hashes());
        assertThat(digests(store.state())).isEqualTo(digests(fresh()));
    }

    @Test
    void a_forgotten_member_is_in_nothing_that_is_saved() {
        MemoryStore store = told(SEEDS.getFirst());
        MemberId member = new MemberId(MEMBERS - 1);
        String name = "m" + member.value();
        assertThat(texts(store.state())).contains(name);

        store.erasure().erase(member);

        assertThat(texts(store.state())).doesNotContain(name);
        State loaded = fresh();
        Saved.of(store.state()).load(loaded.projections());
        for (Projection projection : loaded.projections()) {
            assertThat(disclosed(projection, member)).as(projection.name()).isEmpty();
        }
    }

    private static String texts(State state) {
        StringBuilder all = new StringBuilder();
        for (byte[] saved : Saved.of(state).bytes().values())
            all.append(new String(saved, StandardCharsets.ISO_8859_1));
        return all.toString();
    }

    private MemoryStore told(long seed) {
        MemoryStore store = MemoryStore.open(clock, projections());
        Chronicle chronicle = new Chronicle(seed, clock, MEMBERS);
        chronicle.begin(store.log());
        chronicle.go(store.log(), FACTS / 2);
        store.log()
                .appendNow(List.of(
                        Drafts.heldUntil("m2", "Case 7", clock.millis() + 86_400_000L),
                        Drafts.heldUntil("m6", "Case 8", clock.millis() + 86_400_000L),
                        Drafts.erasureAsked("m2"),
                        Drafts.holdLifted("m6")));
        chronicle.go(store.log(), FACTS / 2);
        return store;
    }

    private State fresh() {
        List<Projection> all = new ArrayList<>();
        all.add(new DirectoryFold(2));
        all.addAll(projections());
        return new State(all);
    }

    private State replayed(MemoryStore store) {
        State state = fresh();
        List<Envelope> envelopes = new ArrayList<>();
        store.log().replay(0, envelopes::add);
        state.fold(envelopes);
        return state;
    }

    private static Map<String, Long> digests(State state) {
        Map<String, Long> digests = new LinkedHashMap<>();
        for (Projection projection : state.projections()) digests.put(projection.name(), state.digest(projection));
        return digests;
    }

    private static List<String> disclosed(Projection projection, MemberId member) {
        List<String> fields = new ArrayList<>();
        projection.disclose(member, new Disclosure() {
            @Override
            public void text(String field, String value) {
                fields.add(field);
            }

            @Override
            public void number(String field, double value) {
                fields.add(field);
            }

            @Override
            public void member(String field, int other) {
                fields.add(field);
            }

            @Override
            public void item(String field, int item, double value, long millis) {
                fields.add(field);
            }
        });
        return fields;
    }
}
