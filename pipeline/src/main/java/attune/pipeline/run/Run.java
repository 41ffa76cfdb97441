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
    /// Characters of a failure's message that a trace keeps.
    private static final int MAX_NOTE = 200;

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
        Underway underway = new Underway();
        for (Stage.QueryHydrator hydrator : pipeline.queryHydrators()) {
            if (underway.mustBeAwaitedBy(hydrator)) {
                adoptQueries(tasks);
                underway.clear();
            }
            // In memory and in order: each may need what the one before provided. Outside: on a copy,
            // beside each other.
            Query target = Underway.outside(hydrator) ? query.fork() : query;
            tasks.add(new Task<>(hydrator.spec(), () -> {
                hydrator.hydrate(target);
                return target;
            }));
            underway.add(hydrator);
        }
        adoptQueries(tasks);
    }

    private void adoptQueries(List<Task<Query>> tasks) {
        for (Done<Query> done : outside.run(tasks)) {
            settle("query-hydrator", done, 0, 0);
            Query result = done.result();
            if (result != null && result != query) query.adopt(result);
        }
        tasks.clear();
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
        Underway underway = new Underway();
        for (Stage.Hydrator hydrator : hydrators) {
            if (underway.mustBeAwaitedBy(hydrator)) {
                adoptColumns(tasks);
                underway.clear();
            }
            Candidates target = Underway.outside(hydrator) ? rows.fork() : rows;
            tasks.add(new Task<>(hydrator.spec(), () -> {
                hydrator.hydrate(query, target);
                return target;
            }));
            underway.add(hydrator);
        }
        adoptColumns(tasks);
    }

    private void adoptColumns(List<Task<Candidates>> tasks) {
        for (Done<Candidates> done : outside.run(tasks)) {
            settle("hydrator", done, rows.size(), rows.size());
            Candidates result = done.result();
            if (result != null && result != rows) rows.adopt(result, done.spec().writes());
        }
        tasks.clear();
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
        notes.removals(filter.spec(), rows, removals, new boolean[before]);
        if (removals.count() > 0) rows.compact(removals.removed());
        notes.stage("filter", filter.spec().name(), before, rows.size(), micros(started));
    }

    /// Selects, lets late filters look, and selects again without what they removed until they let the
    /// whole selection pass. Ends, since each round has fewer rows than the one before.
    private Selection select() {
        Stage.Selector selector = pipeline.selector();
        while (true) {
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
            if (!lateFilter(selection)) return selection;
        }
    }

    /// Removes every row a late filter objects to, chosen or not, so that the next round need not find
    /// them one by one. True if one of them had been chosen.
    private boolean lateFilter(Selection selection) {
        boolean[] removed = new boolean[rows.size()];
        int left = rows.size();
        for (Stage.Filter filter : pipeline.lateFilters()) {
            long started = tickerNanos.getAsLong();
            Removals removals = new Removals(rows.size());
            try {
                filter.filter(query, rows, removals);
            } catch (RuntimeException fault) {
                throw new RunFailed(
                        pipeline.surface(), "late filter " + filter.spec().name(), fault);
            }
            notes.removals(filter.spec(), rows, removals, removed);
            int before = left;
            for (int row = 0; row < removed.length; row++) {
                if (!removals.isRemoved(row) || removed[row]) continue;
                removed[row] = true;
                left--;
            }
            notes.stage("late-filter", filter.spec().name(), before, left, micros(started));
        }
        boolean chosen = false;
        for (int position = 0; position < selection.size(); position++) chosen |= removed[selection.row(position)];
        if (chosen) rows.compact(removed);
        return chosen;
    }

    /// Notes how a stage that may fail went; stops the request where its failure must.
    private void settle(String kind, Done<?> done, int in, int out) {
        Throwable fault = done.fault();
        String note = fault == null ? null : done.status() == Status.LATE ? "missed its deadline" : shortened(fault);
        notes.stage(kind, done.spec().name(), in, out, done.micros(), done.status(), note);
        if (fault != null && done.spec().onFailure() == Spec.OnFailure.STOP) {
            throw new RunFailed(pipeline.surface(), kind + " " + done.spec().name(), fault);
        }
    }

    private static String shortened(Throwable fault) {
        String words = fault.toString();
        return words.length() <= MAX_NOTE ? words : words.substring(0, MAX_NOTE) + "…";
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
