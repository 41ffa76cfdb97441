package attune.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.policy.Reason;
import attune.pipeline.run.Pipeline;
import attune.pipeline.run.Runner;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.stage.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What every stage promises, tried on a whole pipeline: what a stage says of a row is a function of that row, whatever
/// rows stand beside it and in whatever order; filters and scorers change nothing but what they declared; reasons are
/// among those declared; asking twice gives the same.
public final class StageContract {
    private static final int ROUNDS = 25;

    private final Pipeline pipeline;
    private final Runner runner;
    private final Function<int[], Query> query;
    private final Set<String> neighbourly;
    private final SplittableRandom random;

    /// @param query a query of the same viewer at the same time for the given items
    /// @param neighbourly filters whose meaning is to compare rows, such as duplicates: they may depend on the
    /// batch
    public StageContract(
            Pipeline pipeline, Runner runner, Function<int[], Query> query, Set<String> neighbourly, long seed) {
        this.pipeline = pipeline;
        this.runner = runner;
        this.query = query;
        this.neighbourly = Set.copyOf(neighbourly);
        this.random = new SplittableRandom(seed);
    }

    /// Throws an AssertionError that names the stage and the item.
    public void holdsFor(int[] items) {
        Map<String, Object> alone = new HashMap<>();
        for (int item : items) findings(new int[] {item}, alone);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Object> together = new HashMap<>();
            findings(Arrays.copyOf(shuffled(items), 1 + random.nextInt(items.length)), together);
            together.forEach((what, value) ->
                    assertThat(value).as(what + " beside other rows").isEqualTo(alone.get(what)));
        }
    }

    /// All that the stages say of each item: columns, removals, scores.
    private void findings(int[] items, Map<String, Object> into) {
        Query asked = query.apply(items);
        Candidates rows = runner.hydrate(pipeline, asked);
        assertThat(order(rows)).as("hydrators keep the order").containsExactly(items);
        for (List<Stage.Filter> filters :
                List.of(pipeline.earlyFilters(), pipeline.filters(), pipeline.lateFilters())) {
            for (Stage.Filter filter : filters) removals(filter, asked, rows, into);
        }
        for (Stage.Scorer scorer : pipeline.scorers()) score(scorer, asked, rows);
        for (Column column : pipeline.layout().columns()) {
            for (int row = 0; row < rows.size(); row++) {
                into.put("column " + column.name() + " of item " + rows.item(row), rows.value(column, row));
            }
        }
    }

    private void removals(Stage.Filter filter, Query asked, Candidates rows, Map<String, Object> into) {
        List<Double> before = values(rows, Set.of());
        Removals first = new Removals(rows.size());
        filter.filter(asked, rows, first);
        Removals second = new Removals(rows.size());
        filter.filter(asked, rows, second);
        String name = filter.spec().name();
        assertThat(values(rows, Set.of()))
                .as("filter %s changes no column", name)
                .isEqualTo(before);
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Reason reason = first.isRemoved(row) ? first.reason(row) : null;
            String what = "filter " + name + " about item " + rows.item(row);
            if (reason != null) assertThat(filter.spec().reasons()).as(what).contains(reason);
            assertThat(second.isRemoved(row) ? second.reason(row) : null)
                    .as(what + " again")
                    .isEqualTo(reason);
            if (!neighbourly.contains(name)) into.put(what, Objects.requireNonNullElse(reason, "stays"));
        }
    }

    private void score(Stage.Scorer scorer, Query asked, Candidates rows) {
        Set<Column> own = Set.copyOf(scorer.spec().writes());
        int[] order = order(rows);
        List<Double> before = values(rows, own);
        scorer.score(asked, rows);
        String name = scorer.spec().name();
        assertThat(values(rows, own))
                .as("scorer %s changes only what it declared", name)
                .isEqualTo(before);
        assertThat(order(rows)).as("scorer %s keeps the order", name).containsExactly(order);
    }

    private List<Double> values(Candidates rows, Set<Column> without) {
        return pipeline.layout().columns().stream()
                .filter(column -> !without.contains(column))
                .flatMap(column -> IntStream.range(0, rows.size()).mapToObj(row -> rows.value(column, row)))
                .toList();
    }

    private static int[] order(Candidates rows) {
        int[] order = new int[rows.size()];
        for (int row = 0; row < order.length; row++) order[row] = rows.item(row);
        return order;
    }

    private int[] shuffled(int[] items) {
        int[] shuffled = items.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return shuffled;
    }
}
