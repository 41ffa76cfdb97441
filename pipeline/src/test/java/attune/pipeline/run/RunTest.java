package attune.pipeline.run;

import static attune.pipeline.run.Parts.ALL;
import static attune.pipeline.run.Parts.REASON;
import static attune.pipeline.run.Parts.VERSIONS;
import static attune.pipeline.run.Parts.filter;
import static attune.pipeline.run.Parts.inOrder;
import static attune.pipeline.run.Parts.items;
import static attune.pipeline.run.Parts.query;
import static attune.pipeline.run.Parts.scorer;
import static attune.pipeline.run.Parts.selector;
import static attune.pipeline.run.Parts.source;
import static attune.pipeline.run.Parts.upTo;
import static attune.pipeline.run.Parts.watching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Column.Floats TWICE = new Column.Floats("twice", "items", Purpose.AGGREGATE);

    private final ExecutorService outside = Executors.newVirtualThreadPerTaskExecutor();
    private final Runner runner = Parts.runner(outside);

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void stages_run_in_the_order_of_the_line() {
        List<String> ran = new ArrayList<>();
        Pipeline pipeline = Pipeline.on("test", ALL)
                .effects(new Parts.Effect(Spec.of("effect", "."), trace -> ran.add("effect")))
                .lateFilters(noting("late", ran))
                .selector(inOrder())
                .scorers(new Parts.Scorer(
                        Spec.of("score", ".").serving(Purpose.AGGREGATE).writing(Score.COLUMN), i -> {
                            if (!ran.contains("score")) ran.add("score");
                            return i;
                        }))
                .filters(noting("filter", ran))
                .hydrators(new Parts.Hydrator(Spec.of("hydrator", "."), (q, r) -> ran.add("hydrator")))
                .earlyFilters(noting("early", ran))
                .facts(new Parts.Hydrator(Spec.of("facts", "."), (q, r) -> ran.add("facts")))
                .sources(new Parts.Source(Spec.of("source", "."), 9, into -> {
                    ran.add("source");
                    into.add(1);
                }))
                .queryHydrators(new Parts.Finder(Spec.of("finder", "."), q -> ran.add("finder")))
                .gates(new Parts.Gate(Spec.of("gate", "."), q -> {
                    ran.add("gate");
                    return Optional.empty();
                }))
                .build();

        Outcome.Ranked answer = ranked(pipeline, query(5));
        runner.effects(pipeline, query(5), answer, (name, fault) -> {});

        assertThat(ran)
                .containsExactly(
                        "gate", "finder", "source", "facts", "early", "hydrator", "filter", "score", "late", "effect");
        assertThat(answer.trace().stages().stream().map(Trace.StageRun::name))
                .containsExactly(
                        "gate",
                        "finder",
                        "source",
                        "facts",
                        "early",
                        "hydrator",
                        "filter",
                        "score",
                        "in-order",
                        "late");
    }

    @Test
    void a_refusing_gate_ends_the_request_before_anything_is_looked_up() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .gates(new Parts.Gate(Spec.of("gate", "."), q -> Optional.of(REASON)))
                .queryHydrators(new Parts.Finder(Spec.of("finder", "."), q -> {
                    throw new AssertionError("looked up");
                }))
                .selector(inOrder())
                .build();

        assertThat(runner.run(pipeline, VERSIONS, query(5), 1)).isEqualTo(new Outcome.Refused(REASON));
        assertThat(runner.recheck(pipeline, query(5, 1, 2))).isEmpty();
    }

    @Test
    void an_item_proposed_twice_is_one_row_with_both_sources() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("first", 1, 2, 2, 3), source("second", 3, 4, 1))
                .selector(inOrder())
                .build();

        Trace trace = ranked(pipeline, query(9)).trace();

        assertThat(items(trace)).containsExactly(1, 2, 3, 4);
        assertThat(trace.rows().stream().map(Trace.Row::sources))
                .containsExactly(
                        List.of("first", "second"), List.of("first"), List.of("first", "second"), List.of("second"));
        assertThat(Parts.stage(trace, "second").in()).isEqualTo(3);
        assertThat(Parts.stage(trace, "second").out()).as("new rows").isEqualTo(1);
    }

    @Test
    void a_source_proposes_no_more_than_its_cap() {
        Parts.Source greedy = new Parts.Source(Spec.of("greedy", "."), 3, into -> {
            for (int item = 0; item < 10; item++) into.add(item);
        });
        Pipeline pipeline =
                Pipeline.on("test", ALL).sources(greedy).selector(inOrder()).build();

        assertThat(items(ranked(pipeline, query(9)).trace())).containsExactly(0, 1, 2);
    }

    @Test
    void removals_are_counted_by_stage_and_reason() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", upTo(10)))
                .earlyFilters(filter("odd", item -> item % 2 == 1), filter("high", item -> item > 5))
                .selector(inOrder())
                .build();

        Trace trace = ranked(pipeline, query(9)).trace();

        assertThat(items(trace)).containsExactly(0, 2, 4);
        assertThat(trace.removals())
                .containsExactly(new Trace.RemovalCount("odd", "odd", 5), new Trace.RemovalCount("high", "odd", 2));
        assertThat(trace.removed()).as("single rows are for full traces").isEmpty();
        assertThat(Parts.stage(trace, "high").in()).isEqualTo(5);
        assertThat(Parts.stage(trace, "high").out()).isEqualTo(3);
    }

    @Test
    void a_full_trace_keeps_every_removed_row_without_the_words_filled_in() {
        Runner full = new Runner(outside, () -> 0L, new SplittableRandom(1), 1);
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", 1, 2))
                .earlyFilters(filter("odd", item -> item == 1))
                .selector(inOrder())
                .build();

        Outcome.Ranked answer = (Outcome.Ranked) full.run(pipeline, VERSIONS, query(9), 1);

        assertThat(answer.trace().full()).isTrue();
        assertThat(answer.trace().removed()).containsExactly(new Trace.Removed(1, "odd", "odd", "It is odd: {}."));
    }

    @Test
    void the_fate_of_an_item_asked_about_is_told() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", 1, 2, 3, 4, 5))
                .earlyFilters(filter("third", item -> item == 3))
                .scorers(scorer(item -> item))
                .selector(selector())
                .build();

        assertThat(fate(pipeline, 9)).isEqualTo(new Fate.NotProposed());
        assertThat(fate(pipeline, 3)).isEqualTo(new Fate.Filtered("third", "odd", "It is odd: item 3."));
        assertThat(fate(pipeline, 5)).isEqualTo(new Fate.Selected(0));
        assertThat(fate(pipeline, 4)).isEqualTo(new Fate.Selected(1));
        assertThat(fate(pipeline, 1)).isEqualTo(new Fate.NotSelected(3, 4));
        assertThat(ranked(pipeline, query(2)).trace().watched()).isNull();
    }

    @Test
    void late_filters_back_fill_until_the_slate_is_full() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", upTo(100)))
                .scorers(scorer(item -> 100 - item))
                .selector(selector())
                .lateFilters(filter("even", item -> item % 2 == 0))
                .build();

        Trace trace = ranked(pipeline, query(5)).trace();

        assertThat(items(trace)).containsExactly(1, 3, 5, 7, 9);
        assertThat(trace.rows().stream().map(Trace.Row::position)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void late_filters_that_object_one_by_one_end_with_an_answer() {
        // Removes the best row each time it is asked: as bad as a late filter can be.
        Stage.Filter best = new Stage.Filter() {
            @Override
            public Spec spec() {
                return Spec.of("best", "The first row, again and again.").because(REASON);
            }

            @Override
            public void filter(Query query, Candidates rows, Removals into) {
                if (rows.size() > 2) into.remove(0, REASON);
            }
        };
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", upTo(40)))
                .selector(inOrder())
                .lateFilters(best)
                .build();

        assertThat(items(ranked(pipeline, query(5)).trace())).containsExactly(38, 39);
    }

    @Test
    void late_filters_may_leave_nothing() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", upTo(100)))
                .selector(inOrder())
                .lateFilters(filter("all", item -> true))
                .build();

        assertThat(ranked(pipeline, query(5)).trace().rows()).isEmpty();
        assertThat(fate(pipeline, 3)).isEqualTo(new Fate.Filtered("all", "odd", "It is odd: item 3."));
    }

    @Test
    void what_a_row_is_worth_does_not_depend_on_the_rows_beside_it() {
        Pipeline pipeline = doubling();
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            int[] all = Parts.shuffled(upTo(40), random);
            int[] some = Arrays.copyOf(all, 1 + random.nextInt(39));

            Trace trace = ranked(pipeline, query(40, some)).trace();

            for (Trace.Row row : trace.rows()) {
                assertThat(trace.value(row, "score")).isEqualTo(3 * row.item());
                assertThat(trace.value(row, "twice")).isEqualTo(2 * row.item());
            }
            assertThat(items(trace))
                    .containsExactly(Arrays.stream(some)
                            .filter(item -> item % 5 != 0)
                            .boxed()
                            .sorted((a, b) -> b - a)
                            .mapToInt(i -> i)
                            .toArray());
        }
    }

    @Test
    void hydrate_fills_what_a_run_saw() {
        Pipeline pipeline = doubling();
        int[] given = {4, 9, 13};

        Candidates rows = runner.hydrate(pipeline, query(9, given));
        Trace trace = ranked(pipeline, query(9, given)).trace();

        assertThat(rows.size()).isEqualTo(3);
        for (Trace.Row row : trace.rows()) {
            int at = Arrays.binarySearch(given, row.item());
            assertThat(rows.value(TWICE, at)).isEqualTo(trace.value(row, "twice"));
        }
    }

    @Test
    void recheck_keeps_the_order_and_drops_what_is_filtered_now() {
        Pipeline pipeline = doubling();

        assertThat(runner.recheck(pipeline, query(9, 12, 5, 3, 10, 8, 1))).containsExactly(12, 3, 8, 1);
    }

    @Test
    void a_selection_logs_the_chance_it_chose_with() {
        Parts.Selector gamble = new Parts.Selector(Spec.of("gamble", "."), (rows, into) -> {
            into.add(0);
            into.add(1, 0.25f, true);
        });
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", 5, 6))
                .selector(gamble)
                .build();

        List<Trace.Row> rows = ranked(pipeline, query(2)).trace().rows();

        assertThat(rows.get(0).propensity()).isEqualTo(1);
        assertThat(rows.get(0).exploration()).isFalse();
        assertThat(rows.get(1).propensity()).isEqualTo(0.25f);
        assertThat(rows.get(1).exploration()).isTrue();
    }

    @Test
    void a_failing_pure_stage_gives_no_answer_and_names_itself() {
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", 1))
                .filters(filter("broken", item -> {
                    throw new IllegalStateException("no");
                }))
                .selector(inOrder())
                .build();

        assertThatThrownBy(() -> runner.run(pipeline, VERSIONS, query(2), 1))
                .isInstanceOf(RunFailed.class)
                .hasMessage("The pipeline of \"test\" stopped at filter broken.")
                .hasRootCauseMessage("no");
    }

    @Test
    void a_failing_effect_is_reported_and_changes_nothing() {
        List<String> told = new ArrayList<>();
        Pipeline pipeline = Pipeline.on("test", ALL)
                .sources(source("all", 1))
                .selector(inOrder())
                .effects(
                        new Parts.Effect(Spec.of("broken", "."), trace -> {
                            throw new IllegalStateException("no");
                        }),
                        new Parts.Effect(Spec.of("next", "."), trace -> told.add("next ran")))
                .build();

        runner.effects(
                pipeline,
                query(2),
                ranked(pipeline, query(2)),
                (name, fault) -> told.add(name + " " + fault.getMessage()));

        assertThat(told).containsExactly("broken no", "next ran");
    }

    @Test
    void an_attribute_of_a_purpose_that_was_not_granted_cannot_be_put_or_read() {
        Attribute<String> past = Attribute.of("past", Purpose.PERSONALIZATION, String.class);
        MemberId viewer = new MemberId(7);
        Grant none = new Grant(new Seal(), viewer, EnumSet.of(Purpose.SERVICE));
        Query query = new Query(viewer, none, 0, 1, 0, new int[0], -1);

        assertThatThrownBy(() -> query.put(past, "all of it"))
                .hasMessage("\"past\" serves PERSONALIZATION, which was not granted.");
        assertThatThrownBy(() -> query.get(past)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_seed_gives_the_same_chance_and_stages_have_chances_of_their_own() {
        long first = query(1).chance("composer").nextLong();

        assertThat(query(1).chance("composer").nextLong()).isEqualTo(first);
        assertThat(query(1).chance("another").nextLong()).isNotEqualTo(first);
    }

    private static Pipeline doubling() {
        Parts.Hydrator twice = new Parts.Hydrator(
                Spec.of("twice", "Twice the item.").serving(Purpose.AGGREGATE).writing(TWICE), (query, rows) -> {
                    float[] column = rows.floats(TWICE);
                    for (int row = 0; row < rows.size(); row++) column[row] = 2 * rows.item(row);
                });
        return Pipeline.on("test", ALL)
                .facts(twice)
                .earlyFilters(filter("fives", item -> item % 5 == 0))
                .scorers(scorer(item -> 3 * item))
                .selector(selector())
                .build();
    }

    private static Parts.Filter noting(String name, List<String> ran) {
        return filter(name, item -> {
            ran.add(name);
            return false;
        });
    }

    private Fate fate(Pipeline pipeline, int item) {
        return Objects.requireNonNull(
                ranked(pipeline, watching(item, 2)).trace().watched());
    }

    private Outcome.Ranked ranked(Pipeline pipeline, Query query) {
        return (Outcome.Ranked) runner.run(pipeline, VERSIONS, query, 17);
    }
}
