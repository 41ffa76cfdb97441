package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.searched;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import attune.store.erasure.Erasure.Removed;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand members leave while others go on writing. The seed is printed, and can be given by
/// `-Dattune.erase.seed`.
@Tag("erase")
class MassErasureTest {
    private static final int MEMBERS = 3_000;
    private static final int ERASED = 1_000;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("attune.erase.seed", System.nanoTime());
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();

    @Test
    void a_thousand_members_leave_while_facts_come_in_and_nothing_of_them_is_left() {
        System.out.println("seed " + seed);
        List<Integer> leaving =
                IntStream.range(0, ERASED).map(i -> i * 3).boxed().toList();
        try (EmbeddedStore store = Crowd.open(folder)) {
            new Crowd(seed, MEMBERS).settle(store);
            Needles needles = Crowd.needles(store, leaving);
            Scan before = store.scanner().scan(needles);
            everybodyIsFound(before);
            List<MemberId> numbers =
                    leaving.stream().map(member -> Crowd.number(store, member)).toList();

            long began = System.nanoTime();
            Set<Removed> passes = erase(store, numbers);
            long nanos = System.nanoTime() - began;

            Scan after = store.scanner().scan(needles);
            System.out.printf(
                    "%,d members erased in %.1f s and %d passes, %,d facts written meanwhile, longest wait %.0f ms%n",
                    ERASED, nanos / 1e9, passes.size(), told.get(), longestNanos.get() / 1e6);
            System.out.printf(
                    "a pass takes %.0f ms; control: %,d findings in %,d facts and %,d bytes; then %,d in %,d bytes%n",
                    nanos / 1e6 / passes.size(),
                    before.findings().size(),
                    before.facts(),
                    before.bytes(),
                    after.findings().size(),
                    after.bytes());
            assertThat(after.findings()).as("seed %d", seed).isEmpty();
            assertThat(after.tombstones()).isEqualTo(ERASED);
            assertThat(passes).hasSizeLessThan(20);
            assertThat(passes.stream().mapToInt(Removed::members).sum()).isEqualTo(ERASED);
            assertThat(written(store)).isEqualTo(told.get());
        }
        try (EmbeddedStore again = Crowd.open(folder)) {
            assertThat(written(again)).as("nothing acknowledged is lost").isEqualTo(told.get());
        }
    }

    /// Half of them in one request, the others each by themselves and all at once.
    private Set<Removed> erase(EmbeddedStore store, List<MemberId> numbers) {
        Set<Removed> passes = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                int number = writer;
                writers.add(CompletableFuture.runAsync(() -> write(store, Crowd.name(1 + 3 * number)), threads));
            }
            int half = numbers.size() / 2;
            passes.add(store.erasure().eraseAll(numbers.subList(0, half)).orElseThrow());
            List<CompletableFuture<Removed>> each = numbers.subList(half, numbers.size()).stream()
                    .map(member ->
                            CompletableFuture.supplyAsync(() -> store.erasure().erase(member), threads))
                    .toList();
            for (var one : each) passes.add(one.join());
            done.set(true);
            writers.forEach(CompletableFuture::join);
        }
        return passes;
    }

    private void write(EmbeddedStore store, String member) {
        while (!done.get()) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < 16; i++) drafts.add(searched(member, "while they leave " + i));
            long began = System.nanoTime();
            List<Outcome> outcomes = store.log().appendNow(drafts);
            longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
            assertThat(outcomes).allMatch(Outcome.Accepted.class::isInstance);
            told.addAndGet(outcomes.size());
        }
    }

    private static int written(EmbeddedStore store) {
        int[] count = new int[1];
        store.log().replay(0, envelope -> {
            if (envelope.event() instanceof Event.Searched searched
                    && searched.query().startsWith("while they leave")) count[0]++;
        });
        return count[0];
    }

    private static void everybodyIsFound(Scan before) {
        assertThat(before.findings()).extracting(Finding::what).contains("owner", "key", "relation to the member");
        assertThat(before.findings().stream()
                        .map(Finding::what)
                        .filter(what -> what.startsWith("text "))
                        .distinct())
                .as("every one of them, by name")
                .hasSize(ERASED);
        assertThat(before.findings()).extracting(Finding::file).contains("log.db", "keys.db", "memory");
    }
}
