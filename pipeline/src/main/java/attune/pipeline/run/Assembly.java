package attune.pipeline.run;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Layout;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The checks of assembly: every column and attribute has exactly one producer before its first reader,
/// every name is unique, every purpose is among the pipeline's, and pure stages run in memory.
final class Assembly {
    private final Pipeline pipeline;
    private final Map<Column, String> producers = new HashMap<>();
    private final Map<String, Column> columnsByName = new HashMap<>();
    private final Map<Attribute<?>, String> providers = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Assembly(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static Layout check(Pipeline pipeline) {
        Assembly assembly = new Assembly(pipeline);
        for (Stage stage : pipeline.stages()) assembly.check(stage);
        return new Layout(assembly.columns);
    }

    private void check(Stage stage) {
        Spec spec = stage.spec();
        if (!names.add(Pipeline.kind(stage) + " " + spec.name())) {
            throw fault("has two " + Pipeline.kind(stage) + "s named \"" + spec.name() + "\".");
        }
        admit(spec, "uses data", spec.purpose());
        boolean pure =
                stage instanceof Stage.Filter || stage instanceof Stage.Scorer || stage instanceof Stage.Selector;
        if (pure && spec.effort() instanceof Spec.Effort.Outside) {
            throw fault(
                    "has " + spec.name() + " wait for something outside, but filters, scorers and selectors are pure. "
                            + "Maybe a hydrator should fetch it into a column.");
        }
        for (Attribute<?> needed : spec.needs()) {
            if (!providers.containsKey(needed)) {
                throw fault("has " + spec.name() + " need \"" + needed + "\", which nobody before it provides.");
            }
        }
        for (Column read : spec.reads()) {
            if (!producers.containsKey(read)) {
                throw fault(
                        "has " + spec.name() + " read column \"" + read.name() + "\", which nobody before it writes.");
            }
        }
        for (Attribute<?> provided : spec.provides()) {
            admit(spec, "provides \"" + provided + "\"", provided.purpose());
            String other = providers.putIfAbsent(provided, spec.name());
            if (other != null)
                throw fault("has both " + other + " and " + spec.name() + " provide \"" + provided + "\".");
        }
        for (Column written : spec.writes()) {
            admit(spec, "writes \"" + written.name() + "\"", written.purpose());
            String other = producers.putIfAbsent(written, spec.name());
            if (other != null) {
                throw fault("has both " + other + " and " + spec.name() + " write \"" + written.name() + "\".");
            }
            if (columnsByName.putIfAbsent(written.name(), written) != null) {
                throw fault("has two columns named \"" + written.name() + "\".");
            }
            columns.add(written);
        }
    }

    private void admit(Spec spec, String what, Purpose purpose) {
        if (!pipeline.purposes().contains(purpose)) {
            throw fault("has " + spec.name() + ", which " + what + " for " + purpose + ", but serves only "
                    + pipeline.purposes().stream().sorted().toList() + ".");
        }
    }

    private AssemblyFault fault(String fault) {
        return new AssemblyFault(pipeline.surface(), fault);
    }
}
