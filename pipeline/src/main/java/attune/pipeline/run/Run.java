package attune.pipeline.run;

import attune.model.identity.TraceId;
import attune.model.policy.Reason;
import attune.pipeline.run.Outside.Done;
import attune.pipeline.run.Outside.Task;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.pipeline.trace.Trace.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/// The walk of one request. Used once, by one thread.
final class Run {
    /// Rounds of select, late filters, fill up; each removes at least one row, and more rounds than this
    /// mean that late filters are no longer late.
    private static final int MAX_ROUNDS = 16;

    private final Pipeline pipeline;
    private final Query query;
    private final Outside outside;
    private final LongSupplier tickerNanos;
    private final Notes notes;
    private final Candidates rows;

    Run(Pipeline pipeline, Query query, ExecutorService executor, LongSupplier tickerNanos, boolean full) {
        this.pipeline = pipeline;
        this.query = query;
        this.outside = new Outside(executor, tickerNanos);
        this.tickerNanos = tickerNanos;
        this.notes = new Notes(pipeline, query, full);
        this.rows = new Candidates(pipeline.layout());
    }

    Outcome walk(TraceId id, Runner.Versions versions, long sequence) {
        for (Stage.Gate gate : pipeline.gates()) {
            Optional<Reason> refusal = pure(gate, () -> gate.refuse(query));
            if (refusal.isPresent()) return new Outcome.Refused(refusal.get());
        }
        hydrateQuery();
        propose();
        hydrate(pipeline.facts());
        for (Stage.Filter filter : pipeline.earlyFilters()) filter(filter);
        hydrate(pipeline.hydrators());
        for (Stage.Filter filter : pipeline.filters()) filter(filter);
        for (Stage.Scorer scorer : pipeline.scorers()) {
            pure(scorer, () -> {
                scorer.score(query, rows);
                return rows;
            });
        }
        Selection selection = select();
        return new Outcome.Ranked(notes.trace(id, versions, sequence, rows, selection));
    }

    private void hydrateQuery() {
        List<Task<Query>> tasks = new ArrayList<>();
        for (Stage.QueryHydrator hydrator : pipeline.queryHydrators()) {
            // In memory and in order: each may need what the one before provided. Outside: on a copy,
            // beside each other.
            Query target = runsOutside(hydrator) ? query.fork() : query;
            tasks.add(new Task<>(hydrator.spec(), () -> {
                hydrator.hydrate(target);
                return target;
            }));
        }
        for (Done<Query> done : outside.run(tasks)) {
            settle("query-hydrator", done, 0, 0);
            Query result = done.result();
            if (result != null && result != query) query.adopt(result);
        }
    }

    private void propose() {
        List<Task<Proposals>> tasks = new ArrayList<>();
        for (Stage.Source source : pipeline.sources()) {
            tasks.add(new Task<>(source.spec(), () -> {
                Proposals proposals = new Proposals(source.cap());
                source.propose(query, proposals);
                return proposals;
            }));
        }
        Map<Integer, Integer> rowOf = new HashMap<>();
        int[] given = query.given();
        rows.merge(given, given.length, 1L << Pipeline.MAX_SOURCES, rowOf);
        long bit = 1;
        for (Done<Proposals> done : outside.run(tasks)) {
            Proposals proposals = done.result();
            int fresh = proposals == null ? 0 : rows.merge(proposals.items(), proposals.size(), bit, rowOf);
            settle("source", done, proposals == null ? 0 : proposals.size(), fresh);
            bit <<= 1;
        }
        notes.proposed(rows);
    }

    /// Fills the columns of the given items and nothing else: how training and checks see a candidate.
    Candidates hydrateOnly() {
        hydrateQuery();
        int[] given = query.given();
        rows.merge(given, given.length, 0, new HashMap<>());
        hydrate(pipeline.facts());
        hydrate(pipeline.hydrators());
        return rows;
    }

    /// Gates, facts and early filters over the given items; what scoring needs is left out.
    int[] recheck() {
        for (Stage.Gate gate : pipeline.gates()) if (gate.refuse(query).isPresent()) return new int[0];
        hydrateQuery();
        int[] given = query.given();
        rows.merge(given, given.length, 0, new HashMap<>());
        hydrate(pipeline.facts());
        for (Stage.Filter filter : pipeline.earlyFilters()) filter(filter);
        int[] left = new int[rows.size()];
        for (int row = 0; row < left.length; row++) left[row] = rows.item(row);
        return left;
    }

    private void hydrate(List<Stage.Hydrator> hydrators) {
        List<Task<Candidates>> tasks = new ArrayList<>();
        for (Stage.Hydrator hydrator : hydrators) {
            Candidates target = runsOutside(hydrator) ? rows.fork() : rows;
            tasks.add(new Task<>(hydrator.spec(), () -> {
                hydrator.hydrate(query, target);
                return target;
            }));
        }
        for (Done<Candidates> done : outside.run(tasks)) {
            settle("hydrator", done, rows.size(), rows.size());
            Candidates result = done.result();
            if (result != null && result != rows) rows.adopt(result, done.spec().writes());
        }
    }

    private void filter(Stage.Filter filter) {
        int before = rows.size();
        long started = tickerNanos.getAsLong();
        Removals removals = new Removals(before);
        try {
            filter.filter(query, rows, removals);
        } catch (RuntimeException fault) {
            throw new RunFailed(pipeline.surface(), "filter " + filter.spec().name(), fault);
        }
        notes.removals(filter.spec(), rows, removals);
        if (removals.count() > 0) rows.compact(removals.removed());
        notes.stage("filter", filter.spec().name(), before, rows.size(), micros(started));
    }

    /// Selects, lets late filters look at the chosen rows alone, and selects again without what they
    /// removed.
    private Selection select() {
        Stage.Selector selector = pipeline.selector();
        for (int round = 0; ; round++) {
            int before = rows.size();
            long started = tickerNanos.getAsLong();
            Selection selection = new Selection(query.limit());
            try {
                selector.select(query, rows, selection);
            } catch (RuntimeException fault) {
                throw new RunFailed(
                        pipeline.surface(), "selector " + selector.spec().name(), fault);
            }
            notes.stage("selector", selector.spec().name(), before, selection.size(), micros(started));
            if (pipeline.lateFilters().isEmpty() || !lateFilter(selection)) return selection;
            if (round == MAX_ROUNDS) {
                throw new RunFailed(
                        pipeline.surface(), "late filters", new IllegalStateException("no end of removals"));
            }
        }
    }

    /// True if a late filter removed something that had been selected.
    private boolean lateFilter(Selection selection) {
        boolean[] chosen = new boolean[rows.size()];
        for (int position = 0; position < selection.size(); position++) chosen[selection.row(position)] = true;
        boolean[] removed = new boolean[rows.size()];
        boolean any = false;
        for (Stage.Filter filter : pipeline.lateFilters()) {
            long started = tickerNanos.getAsLong();
            Removals removals = new Removals(rows.size());
            try {
                filter.filter(query, rows, removals);
            } catch (RuntimeException fault) {
                throw new RunFailed(
                        pipeline.surface(), "late filter " + filter.spec().name(), fault);
            }
            notes.lateRemovals(filter.spec(), rows, removals, chosen);
            int out = selection.size();
            for (int row = 0; row < rows.size(); row++) {
                if (chosen[row] && removals.isRemoved(row)) {
                    removed[row] = true;
                    any = true;
                    out--;
                }
            }
            notes.stage("late-filter", filter.spec().name(), selection.size(), out, micros(started));
        }
        if (any) rows.compact(removed);
        return any;
    }

    private static boolean runsOutside(Stage stage) {
        return stage.spec().effort() instanceof Spec.Effort.Outside;
    }

    /// Notes how a stage that may fail went; stops the request where its failure must.
    private void settle(String kind, Done<?> done, int in, int out) {
        Throwable fault = done.fault();
        String note = fault == null ? null : done.status() == Status.LATE ? "missed its deadline" : fault.toString();
        notes.stage(kind, done.spec().name(), in, out, done.micros(), done.status(), note);
        if (fault != null && done.spec().onFailure() == Spec.OnFailure.STOP) {
            throw new RunFailed(pipeline.surface(), kind + " " + done.spec().name(), fault);
        }
    }

    private <R> R pure(Stage stage, Outside.Work<R> work) {
        long started = tickerNanos.getAsLong();
        try {
            R result = work.run();
            notes.stage(Pipeline.kind(stage), stage.spec().name(), rows.size(), rows.size(), micros(started));
            return result;
        } catch (RuntimeException fault) {
            throw new RunFailed(
                    pipeline.surface(),
                    Pipeline.kind(stage) + " " + stage.spec().name(),
                    fault);
        }
    }

    private long micros(long startedNanos) {
        return (tickerNanos.getAsLong() - startedNanos) / 1000;
    }
}
