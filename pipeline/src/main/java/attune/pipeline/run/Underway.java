package attune.pipeline.run;

import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What neighbouring stages that run together will have produced once they are done. A stage waits for them
/// if it needs something that is not in its reach before: stages outside get a copy from the start, and what
/// they find comes back at the end.
final class Underway {
    private final Set<Object> inMemory = new HashSet<>();
    private final Set<Object> outside = new HashSet<>();

    boolean mustBeAwaitedBy(Stage stage) {
        Spec spec = stage.spec();
        return needsAny(spec, outside) || (outside(stage) && needsAny(spec, inMemory));
    }

    private static boolean needsAny(Spec spec, Set<Object> produced) {
        return !Collections.disjoint(spec.needs(), produced) || !Collections.disjoint(spec.reads(), produced);
    }

    void add(Stage stage) {
        Set<Object> produced = outside(stage) ? outside : inMemory;
        for (List<?> some : List.of(stage.spec().provides(), stage.spec().writes())) produced.addAll(some);
    }

    void clear() {
        inMemory.clear();
        outside.clear();
    }

    static boolean outside(Stage stage) {
        return stage.spec().effort() instanceof Spec.Effort.Outside;
    }
}
