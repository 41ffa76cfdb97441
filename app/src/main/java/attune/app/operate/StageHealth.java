package attune.app.operate;

import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.StageRun;
import attune.pipeline.trace.Trace.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the stages that may fail have done in recent runs: a source that is dead, late or silent shows here before
/// members notice.
///
/// @param surface where it runs
/// @param kind `source` or `hydrator`, as traces call it
/// @param runs how often it was asked; skipped runs are not counted
/// @param failed of these; `late` missed the deadline
/// @param silent runs that went well and proposed nothing; −1 where proposing is not its task
/// @param p50Micros its median time; `p99Micros` the slowest of a hundred
public record StageHealth(
        String surface,
        String kind,
        String name,
        int runs,
        int failed,
        int late,
        int silent,
        long p50Micros,
        long p99Micros) {
    private static final List<String> MAY_FAIL = List.of("source", "hydrator", "query-hydrator");

    /// Of the given runs, by surface and stage, sources first.
    public static List<StageHealth> of(List<Trace> traces) {
        Map<String, List<StageRun>> runs = new TreeMap<>();
        for (Trace trace : traces) {
            for (StageRun stage : trace.stages()) {
                if (!MAY_FAIL.contains(stage.kind()) || stage.status() == Status.SKIPPED) continue;
                String key = trace.surface() + "\0" + MAY_FAIL.indexOf(stage.kind()) + "\0" + stage.name();
                runs.computeIfAbsent(key, _ -> new ArrayList<>()).add(stage);
            }
        }
        return runs.entrySet().stream()
                .map(stage -> of(stage.getKey().substring(0, stage.getKey().indexOf('\0')), stage.getValue()))
                .toList();
    }

    private static StageHealth of(String surface, List<StageRun> runs) {
        StageRun any = runs.getFirst();
        long[] micros = runs.stream().mapToLong(StageRun::micros).toArray();
        Arrays.sort(micros);
        int silent = any.kind().equals("source")
                ? (int) runs.stream()
                        .filter(run -> run.status() == Status.OK && run.in() == 0)
                        .count()
                : -1;
        return new StageHealth(
                surface,
                any.kind(),
                any.name(),
                runs.size(),
                count(runs, Status.FAILED),
                count(runs, Status.LATE),
                silent,
                micros[micros.length / 2],
                micros[Math.min(micros.length - 1, micros.length * 99 / 100)]);
    }

    private static int count(List<StageRun> runs, Status status) {
        return (int) runs.stream().filter(run -> run.status() == status).count();
    }
}
