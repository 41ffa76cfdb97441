package attune.pipeline.run;

import static attune.pipeline.run.Parts.ALL;
import static attune.pipeline.run.Parts.VERSIONS;
import static attune.pipeline.run.Parts.filter;
import static attune.pipeline.run.Parts.inOrder;
import static attune.pipeline.run.Parts.items;
import static attune.pipeline.run.Parts.query;
import static attune.pipeline.run.Parts.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Objection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.Status;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutsideTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Column.Floats FETCHED = new Column.Floats("fetched", "share", Purpose.AGGREGATE);
    private static final Column.Floats KNOWN = new Column.Floats("known", "share", Purpose.AGGREGATE);
    private static final Attribute<String> NAME = Attribute.of("name", Purpose.SERVICE, String.class);
    private static final Attribute<String> GREETING = Attribute.of("greeting", Purpose.SERVICE, String.class);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicLong ticker = new AtomicLong();

    @AfterEach
    void close() {
        never.countDown();
        executor.close();
    }

    @Test
    void a_failed_source_that_may_fail_shows_in_trace_and_answer() {
        Stage.Source broken = new Parts.Source(lenient("broken", AMPLE), 9, into -> {
            throw new IllegalStateException("no line");
        });

        Trace trace = run(Pipeline.on("test", ALL).sources(broken, source("sound", 1, 2)));

        assertThat(items(trace)).containsExactly(1, 2);
        assertThat(Parts.stage(trace, "broken").status()).isEqualTo(Status.FAILED);
        assertThat(Parts.stage(trace, "broken").note()).contains("no line");
        assertThat(trace.degraded()).containsExactly("source broken: failed");
    }

    @Test
    void a_late_source_that_may_be_late_shows_in_trace_and_answer() {
        // The ticker has passed the deadline by the time the answer is asked for: no real waiting.
        Stage.Source late = new Parts.Source(lenient("late", Duration.ofMillis(5)), 9, into -> await(never));
        Stage.Source slow = new Parts.Source(
                Spec.of("slow", "Takes long, in memory."),
                9,
                into -> ticker.addAndGet(Duration.ofMillis(6).toNanos()));

        Trace trace = run(Pipeline.on("test", ALL).sources(slow, late, source("sound", 1)));

        assertThat(items(trace)).containsExactly(1);
        assertThat(Parts.stage(trace, "late").status()).isEqualTo(Status.LATE);
        assertThat(Parts.stage(trace, "late").note()).isEqualTo("missed its deadline");
        assertThat(trace.degraded()).containsExactly("source late: too late");
        assertThat(Parts.stage(trace, "slow").micros()).isEqualTo(6_000);
    }

    @Test
    void a_source_that_must_not_fail_fails_the_request() {
        Stage.Source broken = new Parts.Source(Spec.of("broken", ".").within(AMPLE), 9, into -> {
            throw new IllegalStateException("no line");
        });

        assertThatThrownBy(() -> run(Pipeline.on("test", ALL).sources(broken)))
                .isInstanceOf(RunFailed.class)
                .hasMessage("The pipeline of \"test\" stopped at source broken.");
    }

    @Test
    void sources_outside_run_beside_each_other() {
        // Each waits for the other: one after the other would never end.
        CountDownLatch both = new CountDownLatch(2);
        Stage.Source[] meeting = {meeting("one", both, 1), meeting("two", both, 2)};

        assertThat(items(run(Pipeline.on("test", ALL).sources(meeting)))).containsExactly(1, 2);
    }

    private static Stage.Source meeting(String name, CountDownLatch both, int item) {
        return new Parts.Source(lenient(name, AMPLE), 9, into -> {
            both.countDown();
            await(both);
            into.add(item);
        });
    }

    @Test
    void a_late_hydrator_leaves_its_column_empty_and_writes_into_nothing_afterwards() {
        CountDownLatch written = new CountDownLatch(1);
        Stage.Hydrator late = new Parts.Hydrator(
                lenient("late", Duration.ofMillis(5)).serving(Purpose.AGGREGATE).writing(FETCHED), (q, rows) -> {
                    await(never);
                    rows.floats(FETCHED)[0] = 9;
                    written.countDown();
                });
        Stage.Hydrator slow = new Parts.Hydrator(
                Spec.of("slow", "."),
                (q, rows) -> ticker.addAndGet(Duration.ofMillis(6).toNanos()));

        Trace trace = run(Pipeline.on("test", ALL).sources(source("all", 1)).hydrators(slow, late));

        assertThat(trace.value(trace.rows().getFirst(), "fetched")).isZero();
        assertThat(trace.degraded()).containsExactly("hydrator late: too late");
        assertThat(written.getCount()).isEqualTo(1);
    }

    @Test
    void a_safety_hydrator_that_fails_never_lets_rows_through() {
        Objection unsafe = new Objection(
                "unsafe",
                "Fails.",
                Purpose.SAFETY,
                List.of(new Reason("unsafe", "It is not safe.")),
                (query, rows, objection) -> {
                    throw new IllegalStateException("labels unreachable");
                });

        assertThatThrownBy(() -> run(Pipeline.on("test", ALL)
                        .sources(source("all", 1, 2))
                        .facts(unsafe.hydrator())
                        .earlyFilters(unsafe.filter())))
                .isInstanceOf(RunFailed.class)
                .hasMessage("The pipeline of \"test\" stopped at hydrator unsafe.");
        assertThat(unsafe.hydrator().spec().onFailure()).isEqualTo(Spec.OnFailure.STOP);
    }

    @Test
    void a_stage_outside_sees_what_stages_before_it_provided() {
        Stage.QueryHydrator inMemory =
                new Parts.Finder(Spec.of("name", ".").providing(NAME), query -> query.put(NAME, "Ada"));
        Stage.QueryHydrator fetching = new Parts.Finder(
                Spec.of("greeting", ".").needing(NAME).providing(GREETING).within(AMPLE),
                query -> query.put(GREETING, "Hello " + query.get(NAME)));
        Stage.QueryHydrator reading = new Parts.Finder(Spec.of("reader", ".").needing(GREETING), query -> {
            if (!query.get(GREETING).equals("Hello Ada")) throw new AssertionError(query.get(GREETING));
        });
        Stage.Hydrator known = new Parts.Hydrator(
                Spec.of("known", ".").serving(Purpose.AGGREGATE).writing(KNOWN),
                (q, rows) -> rows.floats(KNOWN)[0] = 3);
        Stage.Hydrator fetched = new Parts.Hydrator(
                Spec.of("fetched", ".")
                        .serving(Purpose.AGGREGATE)
                        .reading(KNOWN)
                        .writing(FETCHED)
                        .within(AMPLE),
                (q, rows) -> rows.floats(FETCHED)[0] = 2 * rows.floats(KNOWN)[0]);

        Trace trace = run(Pipeline.on("test", ALL)
                .queryHydrators(inMemory, fetching, reading)
                .sources(source("all", 1))
                .hydrators(known, fetched));

        assertThat(trace.value(trace.rows().getFirst(), "fetched")).isEqualTo(6);
    }

    @Test
    void an_endless_message_of_a_failure_is_cut() {
        Stage.Source broken = new Parts.Source(lenient("broken", AMPLE), 9, into -> {
            throw new IllegalStateException("x".repeat(100_000));
        });

        Trace trace = run(Pipeline.on("test", ALL).sources(broken).filters(filter("none", item -> false)));

        assertThat(Parts.stage(trace, "broken").note()).hasSizeLessThan(300);
    }

    private static Spec lenient(String name, Duration deadline) {
        return Spec.of(name, "May fail.").within(deadline).orElse(Spec.OnFailure.GO_ON);
    }

    private Trace run(Pipeline.Builder builder) {
        Runner runner = new Runner(executor, ticker::get, new SplittableRandom(1), 0);
        Query query = query(9);
        return ((Outcome.Ranked) runner.run(builder.selector(inOrder()).build(), VERSIONS, query, 1)).trace();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("given up", given);
        }
    }
}
