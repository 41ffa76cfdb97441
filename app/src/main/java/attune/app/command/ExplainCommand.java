package attune.app.command;

import attune.app.Attune;
import attune.app.Community;
import attune.app.operate.Surroundings;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.run.Description;
import attune.pipeline.run.Pipeline;
import attune.pipeline.trace.Trace;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./attune explain`: one trace in words, or the pipeline of a surface itself, as text or Mermaid.
@Command(
        name = "explain",
        description = "One trace, or the pipeline of a surface itself, in words.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder;

    @Parameters(paramLabel = "SUBJECT", description = "A surface (home, following), or a trace as a slate names it.")
    private String subject = "";

    @Option(names = "--mermaid", description = "The pipeline as a Mermaid flowchart.")
    private boolean mermaid;

    ExplainCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
        this.folder = new CommunityFolder();
    }

    @Override
    public Integer call() {
        try (Attune attune = folder.open(surroundings)) {
            Optional<TraceId> id =
                    TraceId.parse(subject).or(() -> Community.traces(attune).open(subject));
            return id.isPresent() ? trace(attune, id.get(), out) : surface(attune, out);
        }
    }

    private int surface(Attune attune, PrintWriter out) {
        boolean any = false;
        for (Pipeline pipeline : attune.surfaces().pipelines()) {
            if (!pipeline.surface().equals(subject)) continue;
            out.println(mermaid ? Description.mermaid(pipeline) : Description.text(pipeline));
            any = true;
        }
        if (!any) {
            out.printf(
                    "No surface and no trace is called \"%s\". Surfaces: %s.%n",
                    subject, String.join(", ", attune.surfaces().surfaces()));
        }
        return any ? 0 : 1;
    }

    private static int trace(Attune attune, TraceId id, PrintWriter out) {
        Optional<Trace> found = attune.traces().find(id);
        if (found.isEmpty()) {
            out.println("This trace is not kept. Maybe it expired, or someone in it was erased.");
            return 1;
        }
        Trace trace = found.get();
        CommunityFolder.record(attune, "member.trace-read", new MemberId(trace.viewer()));
        out.printf(
                "%s at sequence %d, model %s, values %s, %s%n",
                trace.surface(),
                trace.sequence(),
                trace.versions().model(),
                trace.versions().values(),
                trace.profiled() ? "profiled" : "not profiled");
        for (Trace.StageRun stage : trace.stages()) {
            out.printf(
                    "  %-15s %-22s %5d → %-5d %6d µs %s%n",
                    stage.kind(), stage.name(), stage.in(), stage.out(), stage.micros(), stage.status());
        }
        trace.removals()
                .forEach(removal ->
                        out.printf("  removed %d by %s (%s)%n", removal.count(), removal.stage(), removal.code()));
        return 0;
    }
}
