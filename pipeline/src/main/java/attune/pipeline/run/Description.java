package attune.pipeline.run;

import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.List;
import java.util.stream.Collectors;

/// A pipeline told by itself: what the reference page, the console and `./attune explain` show.
public final class Description {
    private Description() {}

    /// One line a stage: kind, name, sentence.
    public static String text(Pipeline pipeline) {
        StringBuilder text = new StringBuilder();
        text.append(pipeline.surface())
                .append(pipeline.profiled() ? " (profiled)" : " (not profiled)")
                .append('\n');
        for (Stage stage : pipeline.stages()) {
            Spec spec = stage.spec();
            text.append(String.format("  %-15s %-22s %s\n", Pipeline.kind(stage), spec.name(), spec.about()));
        }
        return text.toString();
    }

    /// The stages as a Mermaid flowchart, kinds as groups.
    public static String mermaid(Pipeline pipeline) {
        StringBuilder chart = new StringBuilder("flowchart TD\n");
        String previous = "";
        List<List<? extends Stage>> groups = List.of(
                pipeline.gates(),
                pipeline.queryHydrators(),
                pipeline.sources(),
                pipeline.facts(),
                pipeline.earlyFilters(),
                pipeline.hydrators(),
                pipeline.filters(),
                pipeline.scorers(),
                List.of(pipeline.selector()),
                pipeline.lateFilters(),
                pipeline.effects());
        int number = 0;
        for (List<? extends Stage> group : groups) {
            if (group.isEmpty()) continue;
            String id = "g" + number++;
            String names = group.stream().map(stage -> stage.spec().name()).collect(Collectors.joining("<br/>"));
            chart.append("  ")
                    .append(id)
                    .append("[\"<b>")
                    .append(Pipeline.kind(group.getFirst()))
                    .append("</b><br/>")
                    .append(names)
                    .append("\"]\n");
            if (!previous.isEmpty())
                chart.append("  ").append(previous).append(" --> ").append(id).append('\n');
            previous = id;
        }
        return chart.toString();
    }
}
