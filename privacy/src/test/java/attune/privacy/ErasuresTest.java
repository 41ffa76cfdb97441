package attune.privacy;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.blob.Blobs;
import attune.store.erasure.Erasure;
import attune.store.ledger.Entry;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.LogUnavailable;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.snapshot.Snapshots;
import attune.testkit.sample.MemoryLedger;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasuresTest {
    private static final MemberId ADA = new MemberId(0);
    private static final MemberId BO = new MemberId(1);

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SharedProjections views = new SharedProjections(new Seal(), Capacity.USUAL);
    private final MemoryStore store = MemoryStore.open(clock, views.all());
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<String> done = new ArrayList<>();
    private final AtomicBoolean full = new AtomicBoolean();

    @BeforeEach
    void populate() {
        append(joined("ada"), joined("bo"), published("ada", "ada-1", "Words"));
        store.blobs().put(new Blobs.Blob(Blobs.LEARNED, 3, null, 0, new byte[8], List.of(), List.of()));
    }

    @Test
    void what_was_derived_is_withdrawn_when_the_tombstone_stands_even_if_the_pass_fails() {
        Erasures erasures = erasures();
        full.set(true);

        assertThatThrownBy(() -> erasures.ask(ADA, "member")).hasMessageContaining("The disk is full");

        assertThat(store.directory().knows(ADA)).isFalse();
        assertThat(done).containsExactly("withdrawn", "rewriting");
    }

    @Test
    void upkeep_finishes_a_pass_that_failed_and_drops_what_was_learned() {
        Erasures erasures = erasures();
        full.set(true);
        assertThatThrownBy(() -> erasures.ask(ADA, "member")).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(erasures::finish).isInstanceOf(LogUnavailable.class);
        assertThat(store.log().unfinished()).hasSize(1);

        full.set(false);

        assertThat(erasures.finish()).isEqualTo(1);
        assertThat(erasures.finish()).isZero();
        assertThat(store.log().unfinished()).isEmpty();
        assertThat(store.keys().has(ADA)).isFalse();
        assertThat(store.blobs().list(Blobs.LEARNED, null, 9)).isEmpty();
        assertThat(ledger.entries()).extracting(Entry::action).containsExactly("erasure.begun", "member.erased");
    }

    @Test
    void a_hold_put_off_while_the_upkeep_ends_others_stands() {
        Erasures erasures = erasures();
        erasures.hold(ADA, "Case 1", clock.millis() + 1_000, "operator:test");
        erasures.hold(BO, "Case 2", clock.millis() + 1_000, "operator:test");
        erasures.ask(BO, "member");
        clock.advance(2_000);
        long later = clock.millis() + 1_000_000;
        ledger.tell(entry -> {
            if (entry.action().equals("hold.ended")) erasures.hold(BO, "Case 2", later, "operator:test");
        });

        assertThat(erasures.settle()).isZero();

        assertThat(views.holds.held(ADA.value())).isFalse();
        assertThat(views.holds.hold(BO.value()).orElseThrow().untilMillis()).isEqualTo(later);
        assertThat(store.directory().knows(BO)).isTrue();
    }

    @Test
    void an_erasure_that_a_hold_placed_meanwhile_refused_is_not_recorded_as_fulfilled() {
        Erasures erasures = erasures();
        erasures.hold(BO, "Case 2", clock.millis() + 1_000, "operator:test");
        erasures.ask(BO, "member");
        clock.advance(2_000);
        ledger.tell(entry -> {
            if (entry.action().equals("erasure.begun")) {
                erasures.hold(BO, "Case 3", clock.millis() + 1_000, "operator:test");
            }
        });

        assertThat(erasures.settle()).isZero();

        assertThat(store.directory().knows(BO)).isTrue();
        assertThat(ledger.entries()).extracting(Entry::action).contains("erasure.begun");
        assertThat(ledger.entries()).extracting(Entry::action).doesNotContain("erasure.fulfilled");
    }

    private Erasures erasures() {
        Compaction compaction = (erased, taken) -> {
            done.add("rewriting");
            if (full.get()) throw new LogUnavailable("The disk is full.", true);
            return store.log().compact(erased, taken);
        };
        Erasure erasure = new Erasure(
                store.log(),
                store.log(),
                compaction,
                store.state(),
                store.keys(),
                store.blobs(),
                Snapshots.NONE,
                (members, _) -> members.forEach(
                        _ -> ledger.append(new Entry(clock.millis(), "platform", "member.erased", null, Map.of()))));
        return new Erasures(
                erasure,
                () -> {
                    done.add("withdrawn");
                    return "";
                },
                store.state(),
                views.holds,
                store.log(),
                ledger,
                clock);
    }

    private void append(Draft... drafts) {
        store.log().appendNow(List.of(drafts));
    }
}
