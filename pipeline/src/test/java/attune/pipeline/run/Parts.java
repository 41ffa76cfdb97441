package attune.pipeline.run;

import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.model.policy.Seal;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.pipeline.trace.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Stages made of lambdas, and runs of them, for the tests of this package.
final class Parts {
    static final Set<Purpose> ALL = EnumSet.allOf(Purpose.class);
    static final Reason REASON = new Reason("odd", "It is odd: {}.");
    static final Runner.Versions VERSIONS = new Runner.Versions("values-1", "model-1");

    private Parts() {}

    record Gate(Spec spec, Function<Query, Optional<Reason>> by) implements Stage.Gate {
        @Override
        public Optional<Reason> refuse(Query query) {
            return by.apply(query);
        }
    }

    record Finder(Spec spec, Consumer<Query> by) implements Stage.QueryHydrator {
        @Override
        public void hydrate(Query query) {
            by.accept(query);
        }
    }

    record Source(Spec spec, int cap, Consumer<Proposals> by) implements Stage.Source {
        @Override
        public void propose(Query query, Proposals into) {
            by.accept(into);
        }

        @Override
        public Reason why() {
            return new Reason("why", "Why not?");
        }
    }

    record Hydrator(Spec spec, BiConsumer<Query, Candidates> by) implements Stage.Hydrator {
        @Override
        public void hydrate(Query query, Candidates rows) {
            by.accept(query, rows);
        }
    }

    record Filter(Spec spec, IntPredicate removes) implements Stage.Filter {
        @Override
        public void filter(Query query, Candidates rows, Removals into) {
            for (int row = 0; row < rows.size(); row++) {
                if (removes.test(rows.item(row))) into.remove(row, REASON, "item " + rows.item(row));
            }
        }
    }

    record Scorer(Spec spec, IntToDoubleFunction by) implements Stage.Scorer {
        @Override
        public void score(Query query, Candidates rows) {
            float[] score = rows.floats(Score.COLUMN);
            for (int row = 0; row < rows.size(); row++) score[row] = (float) by.applyAsDouble(rows.item(row));
        }
    }

    record Selector(Spec spec, BiConsumer<Candidates, Selection> by) implements Stage.Selector {
        @Override
        public void select(Query query, Candidates rows, Selection into) {
            by.accept(rows, into);
        }
    }

    record Effect(Spec spec, Consumer<Trace> by) implements Stage.Effect {
        @Override
        public void apply(Query query, Trace trace) {
            by.accept(trace);
        }
    }

    static Source source(String name, int... items) {
        return new Source(Spec.of(name, "Proposes the items it was given."), 1_000, into -> {
            for (int item : items) into.add(item);
        });
    }

    static Filter filter(String name, IntPredicate removes) {
        return new Filter(Spec.of(name, "Removes what the test says.").because(REASON), removes);
    }

    static Scorer scorer(IntToDoubleFunction by) {
        Spec spec = Spec.of("scorer", "Scores as the test says.")
                .serving(Purpose.AGGREGATE)
                .writing(Score.COLUMN);
        return new Scorer(spec, by);
    }

    /// Best score first.
    static Selector selector() {
        Spec spec = Spec.of("selector", "Best score first.").reading(Score.COLUMN);
        return new Selector(spec, (rows, into) -> {
            float[] score = rows.floats(Score.COLUMN);
            IntStream.range(0, rows.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> -score[row]))
                    .limit(into.limit())
                    .forEach(into::add);
        });
    }

    /// As proposed, without a score.
    static Selector inOrder() {
        return new Selector(Spec.of("in-order", "As proposed."), (rows, into) -> {
            for (int row = 0; row < rows.size() && !into.full(); row++) into.add(row);
        });
    }

    static Query query(int limit, int... given) {
        return watching(-1, limit, given);
    }

    static Query watching(int watched, int limit, int... given) {
        MemberId viewer = new MemberId(7);
        return new Query(viewer, new Grant(new Seal(), viewer, ALL), 1_000_000, limit, 42, given, watched);
    }

    static int[] items(Trace trace) {
        return trace.rows().stream().mapToInt(Trace.Row::item).toArray();
    }

    static int[] upTo(int n) {
        return IntStream.range(0, n).toArray();
    }

    static Trace.StageRun stage(Trace trace, String name) {
        return trace.stages().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No stage " + name + " in " + trace.stages()));
    }

    static String kinds(Trace trace) {
        return String.join(
                " ", trace.stages().stream().map(Trace.StageRun::name).toList());
    }

    static int[] shuffled(int[] items, RandomGenerator random) {
        int[] copy = Arrays.copyOf(items, items.length);
        for (int i = copy.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = copy[i];
            copy[i] = copy[j];
            copy[j] = swapped;
        }
        return copy;
    }

    static Runner runner(ExecutorService outside) {
        return new Runner(outside, () -> 0L, new SplittableRandom(1), 0);
    }
}
