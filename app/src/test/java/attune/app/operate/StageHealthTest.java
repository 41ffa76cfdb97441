package attune.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.StageRun;
import attune.pipeline.trace.Trace.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageHealthTest {
    private static Trace run(StageRun... stages) {
        return new Trace(
                new TraceId(1),
                "home",
                1,
                0,
                0,
                0,
                new Trace.Versions("p", "v", "m"),
                true,
                List.of(stages),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
    }

    private static StageRun stage(String kind, String name, int proposals, long micros, Status status) {
        return new StageRun(kind, name, proposals, proposals, micros, status, null);
    }

    @Test
    void a_dead_a_late_and_a_silent_source_are_told_apart() {
        List<StageHealth> stages = StageHealth.of(List.of(
                run(
                        stage("source", "dead", 0, 10, Status.FAILED),
                        stage("source", "late", 0, 90, Status.LATE),
                        stage("source", "silent", 0, 5, Status.OK)),
                run(
                        stage("source", "dead", 0, 30, Status.FAILED),
                        stage("source", "late", 3, 20, Status.OK),
                        stage("source", "silent", 0, 5, Status.OK))));

        assertThat(stages)
                .containsExactly(
                        new StageHealth("home", "source", "dead", 2, 2, 0, 0, 30, 30),
                        new StageHealth("home", "source", "late", 2, 0, 1, 0, 90, 90),
                        new StageHealth("home", "source", "silent", 2, 0, 0, 2, 5, 5));
    }

    @Test
    void what_was_not_asked_is_not_counted_and_what_cannot_fail_is_not_told() {
        List<StageHealth> stages = StageHealth.of(List.of(run(
                stage("source", "personal", 0, 0, Status.SKIPPED),
                stage("filter", "seen", 9, 4, Status.OK),
                stage("hydrator", "facts", 9, 4, Status.OK))));

        assertThat(stages).containsExactly(new StageHealth("home", "hydrator", "facts", 1, 0, 0, -1, 4, 4));
    }
}
