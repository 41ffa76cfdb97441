package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import attune.store.erasure.Erasure;
import attune.store.erasure.Erasure.Removed;
import attune.store.log.Compaction;
import attune.store.log.Erased;
import attune.store.log.LogUnavailable;
import attune.store.snapshot.Snapshots;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasurePassesTest {
    private static final int MEMBERS = 40;

    private final MemoryStore store = MemoryStore.open(new SteppingClock(1_764_000_000_000L), List.of());

    @BeforeEach
    void populate() {
        for (int i = 0; i < MEMBERS; i++) {
            store.log().appendNow(List.of(joined("m" + i), published("m" + i, "i" + i, "Words of m" + i)));
        }
    }

    @Test
    void many_members_share_one_pass() {
        List<Erased> passes = new ArrayList<>();
        Erasure erasure = erasure((erased, taken) -> {
            passes.add(erased);
            return store.log().compact(erased, taken);
        });

        Removed removed = erasure.eraseAll(members(0, MEMBERS)).orElseThrow();

        assertThat(passes).hasSize(1);
        assertThat(removed.members()).isEqualTo(MEMBERS);
        assertThat(removed.items()).isEqualTo(MEMBERS);
        assertThat(removed.facts()).isEqualTo(2L * MEMBERS);
        assertThat(store.log().unfinished()).isEmpty();
    }

    @Test
    void requests_that_come_while_a_pass_runs_share_the_next() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        List<Integer> passes = new ArrayList<>();
        Erasure erasure = erasure((erased, taken) -> {
            running.countDown();
            await(asked);
            passes.add(erased.members().size());
            return store.log().compact(erased, taken);
        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> erasure.erase(new MemberId(0)), threads);
            running.await();
            List<CompletableFuture<Removed>> later = members(1, MEMBERS).stream()
                    .map(member -> CompletableFuture.supplyAsync(() -> erasure.erase(member), threads))
                    .toList();
            while (store.log().unfinished().size() < MEMBERS) Thread.onSpinWait();
            assertThat(store.directory().knows(new MemberId(7)))
                    .as("forgotten at once, not when its pass comes")
                    .isFalse();
            asked.countDown();

            assertThat(first.join().members()).isEqualTo(1);
            for (var one : later) assertThat(one.join().members()).isPositive();
        }
        // One that buried its member but had not entered the queue when the second pass began makes a third.
        assertThat(passes).hasSizeLessThanOrEqualTo(4);
        assertThat(passes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MEMBERS);
        assertThat(store.log().unfinished()).isEmpty();
    }

    @Test
    void a_request_whose_pass_failed_goes_with_the_next() {
        List<Erased> passes = new ArrayList<>();
        Erasure erasure = erasure((erased, taken) -> {
            passes.add(erased);
            if (passes.size() == 1) throw new LogUnavailable("The disk is full.", true);
            return store.log().compact(erased, taken);
        });

        assertThatThrownBy(() -> erasure.erase(new MemberId(3))).hasMessageContaining("The disk is full");
        Removed removed = erasure.erase(new MemberId(4));

        assertThat(removed.members()).isEqualTo(2);
        assertThat(store.log().unfinished()).isEmpty();
    }

    /// The upkeep may take along whom another request has buried and not yet brought to a pass of its own.
    @Test
    void whom_the_upkeep_has_finished_needs_no_pass_of_their_own() {
        List<Erased> passes = new ArrayList<>();
        Erasure erasure = erasure((erased, taken) -> {
            passes.add(erased);
            return store.log().compact(erased, taken);
        });

        Removed removed = erasure.eraseAll(
                        members(3, 5), () -> assertThat(erasure.finishPending()).isEqualTo(2))
                .orElseThrow();

        assertThat(passes).hasSize(1);
        assertThat(removed.members()).isZero();
        assertThat(erasure.pending()).isZero();
    }

    @Test
    void unknown_and_erased_members_are_passed_over_among_many_and_refused_alone() {
        store.erasure().erase(new MemberId(5));

        Removed removed = store.erasure()
                .eraseAll(List.of(new MemberId(5), new MemberId(6), new MemberId(999)))
                .orElseThrow();

        assertThat(removed.members()).isEqualTo(1);
        assertThat(store.erasure().eraseAll(List.of(new MemberId(5)))).isEmpty();
        assertThatThrownBy(() -> store.erasure().erase(new MemberId(5))).isInstanceOf(NoSuchElementException.class);
    }

    private Erasure erasure(Compaction compaction) {
        return new Erasure(
                store.log(), store.log(), compaction, store.state(), store.keys(), store.blobs(), Snapshots.NONE);
    }

    private static List<MemberId> members(int from, int to) {
        List<MemberId> members = new ArrayList<>();
        for (int member = from; member < to; member++) members.add(new MemberId(member));
        return members;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
