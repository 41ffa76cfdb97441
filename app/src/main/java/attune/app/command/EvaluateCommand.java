package attune.app.command;

import attune.app.evaluate.Evaluation;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./attune evaluate home`: how good the ranked home feed is, beside baselines, with intervals.
@Command(
        name = "evaluate",
        description = "Measures how good a surface is beside pinned baselines, with paired intervals.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Parameters(paramLabel = "SURFACE", description = "What to evaluate: home, quarantine.", defaultValue = "home")
    private String surface = "home";

    @Option(
            names = "--data",
            split = ",",
            paramLabel = "SET",
            description = "Which data: ${COMPLETION-CANDIDATES}; all if not given. Last.fm and MIND need ATTUNE_DATA.")
    private List<Evaluation.Data> data = List.of();

    @Option(names = "--members", description = "Members of the town (default: ${DEFAULT-VALUE}).", defaultValue = "800")
    private int members;

    @Option(
            names = "--days",
            description = "Days the town lives on the feed (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private int days;

    @Option(names = "--seed", description = "Seed of the town (default: ${DEFAULT-VALUE}).", defaultValue = "7")
    private long seed;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    EvaluateCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!surface.equals("home") && !surface.equals("quarantine")) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "There is no evaluation of \"" + surface + "\". Maybe home or quarantine?");
        }
        Scorecard card = new Scorecard(out::println, json);
        Optional<Path> folder = Optional.ofNullable(System.getenv("ATTUNE_DATA"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        Set<Evaluation.Data> chosen = data.isEmpty() ? EnumSet.allOf(Evaluation.Data.class) : EnumSet.copyOf(data);
        Evaluation evaluation = new Evaluation(surroundings, folder, new Evaluation.Size(members, days, seed), card);
        if (surface.equals("quarantine")) evaluation.quarantine();
        else evaluation.run(chosen);
        return card.allReached() ? 0 : 1;
    }
}
