package attune.pipeline.trace;

import attune.model.identity.TraceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of one run (decision 0010): served rows whole, counts and reasons for the rest, the position
/// in the log, the versions and the seed. "Why this?", "why not that?", the audit, the replay and the
/// off-policy estimate read it alone.
///
/// @param sequence last event the run could see
/// @param columns names of the columns whose values the rows carry
/// @param removed single removed rows; only in a full trace, and for the item asked about
public record Trace(
        TraceId id,
        String surface,
        int viewer,
        long atMillis,
        long sequence,
        long seed,
        Versions versions,
        boolean profiled,
        List<StageRun> stages,
        List<RemovalCount> removals,
        List<String> columns,
        List<Row> rows,
        List<Removed> removed,
        boolean full,
        @Nullable Fate watched) {

    public Trace {
        stages = List.copyOf(stages);
        removals = List.copyOf(removals);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        removed = List.copyOf(removed);
    }

    /// @param pipeline digest of the assembled stages
    /// @param values version of the value file
    /// @param model version of the scoring model
    public record Versions(String pipeline, String values, String model) {}

    public enum Status {
        OK,
        SKIPPED,
        FAILED,
        LATE
    }

    /// @param kind `gate`, `source`, `filter` …
    /// @param in rows (for sources: proposals) before
    /// @param out rows after
    public record StageRun(
            String kind,
            String name,
            int in,
            int out,
            long micros,
            Status status,
            @Nullable String note) {}

    public record RemovalCount(String stage, String code, int count) {}

    /// A served row.
    ///
    /// @param sources names of the sources that proposed it
    /// @param values one number per name in [Trace#columns]
    public record Row(
            int item, int position, List<String> sources, float propensity, boolean exploration, double[] values) {
        public Row {
            sources = List.copyOf(sources);
        }
    }

    /// @param sentence the reason as the member reads it
    public record Removed(int item, String stage, String code, String sentence) {}

    /// What became of the item asked about.
    public sealed interface Fate {
        /// No source proposed it.
        record NotProposed() implements Fate {}

        record Filtered(String stage, String code, String sentence) implements Fate {}

        /// It was ranked, but the slate was full.
        ///
        /// @param rank by score among all rows, from 0
        record NotSelected(int rank, int rows) implements Fate {}

        record Selected(int position) implements Fate {}
    }

    /// The column's value in a served row.
    public double value(Row row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) throw new IllegalArgumentException("This trace has no column \"" + column + "\".");
        return row.values()[index];
    }

    public boolean has(String column) {
        return columns.contains(column);
    }

    /// Sources that failed or came late, in words for the answer.
    public List<String> degraded() {
        return stages.stream()
                .filter(stage -> stage.status() == Status.FAILED || stage.status() == Status.LATE)
                .map(stage -> stage.kind() + " " + stage.name() + ": "
                        + (stage.status() == Status.LATE ? "too late" : "failed"))
                .toList();
    }
}
