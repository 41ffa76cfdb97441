package attune.pipeline.run;

import attune.model.identity.TraceId;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.Fate;
import attune.pipeline.trace.Trace.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes notes during one run and writes the trace at its end.
final class Notes {
    /// Rows a full trace keeps at most; beyond it the counts still tell all.
    private static final int MAX_REMOVED = 5_000;

    private final Pipeline pipeline;
    private final Query query;
    private final boolean full;
    private final List<Trace.StageRun> stages = new ArrayList<>();
    private final Map<String, Trace.RemovalCount> counts = new LinkedHashMap<>();
    private final List<Trace.Removed> removed = new ArrayList<>();
    private @Nullable Fate fate;

    Notes(Pipeline pipeline, Query query, boolean full) {
        this.pipeline = pipeline;
        this.query = query;
        this.full = full;
    }

    void stage(String kind, String name, int in, int out, long micros) {
        stage(kind, name, in, out, micros, Status.OK, null);
    }

    void stage(String kind, String name, int in, int out, long micros, Status status, @Nullable String note) {
        stages.add(new Trace.StageRun(kind, name, in, out, micros, status, note));
    }

    /// After all sources: is the item asked about among the rows?
    void proposed(Candidates rows) {
        if (query.watched() < 0) return;
        fate = new Fate.NotProposed();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.item(row) == query.watched()) fate = null;
        }
    }

    /// @param gone rows another filter of the same round removed already
    void removals(Spec filter, Candidates rows, Removals removals, boolean[] gone) {
        if (removals.count() == 0) return;
        for (int row = 0; row < rows.size(); row++) {
            if (removals.isRemoved(row) && !gone[row]) note(filter, rows.item(row), removals, row);
        }
    }

    private void note(Spec filter, int item, Removals removals, int row) {
        String code = removals.reason(row).code();
        counts.merge(
                filter.name() + ":" + code,
                new Trace.RemovalCount(filter.name(), code, 1),
                (old, one) -> new Trace.RemovalCount(old.stage(), old.code(), old.count() + 1));
        boolean watched = item == query.watched();
        if (watched && fate == null) fate = new Fate.Filtered(filter.name(), code, removals.sentence(row));
        if (watched || (full && removed.size() < MAX_REMOVED)) {
            // Only the item asked about keeps the words filled in: they may be the member's own muted ones.
            String sentence =
                    watched ? removals.sentence(row) : removals.reason(row).text();
            removed.add(new Trace.Removed(item, filter.name(), code, sentence));
        }
    }

    Trace trace(TraceId id, Runner.Versions versions, long sequence, Candidates rows, Selection selection) {
        List<Column> columns = pipeline.layout().columns();
        List<Trace.Row> served = new ArrayList<>(selection.size());
        for (int position = 0; position < selection.size(); position++) {
            int row = selection.row(position);
            double[] values = new double[columns.size()];
            for (int i = 0; i < values.length; i++) values[i] = rows.value(columns.get(i), row);
            served.add(new Trace.Row(
                    rows.item(row),
                    position,
                    sources(rows.sources(row)),
                    selection.propensity(position),
                    selection.exploration(position),
                    values));
        }
        settleFate(rows, served);
        return new Trace(
                id,
                pipeline.surface(),
                query.viewer().value(),
                query.nowMillis(),
                sequence,
                query.seed(),
                new Trace.Versions(pipeline.version(), versions.values(), versions.model()),
                pipeline.profiled(),
                stages,
                List.copyOf(counts.values()),
                columns.stream().map(Column::name).toList(),
                served,
                removed,
                full,
                fate);
    }

    private void settleFate(Candidates rows, List<Trace.Row> served) {
        if (query.watched() < 0 || fate != null) return;
        for (Trace.Row row : served) {
            if (row.item() == query.watched()) {
                fate = new Fate.Selected(row.position());
                return;
            }
        }
        fate = new Fate.NotSelected(rank(rows), rows.size());
    }

    /// Rows that score higher than the item asked about; 0 where the pipeline has no score.
    private int rank(Candidates rows) {
        Column.Floats score = Score.COLUMN;
        if (!pipeline.layout().columns().contains(score)) return 0;
        float[] scores = rows.floats(score);
        float own = Float.NaN;
        for (int row = 0; row < rows.size(); row++) if (rows.item(row) == query.watched()) own = scores[row];
        int higher = 0;
        for (int row = 0; row < rows.size(); row++) if (scores[row] > own) higher++;
        return higher;
    }

    private List<String> sources(long bits) {
        List<String> names = new ArrayList<>(Long.bitCount(bits));
        List<Stage.Source> sources = pipeline.sources();
        for (int i = 0; i < sources.size(); i++) {
            if ((bits & (1L << i)) != 0) names.add(sources.get(i).spec().name());
        }
        return names;
    }
}
