package attune.app.command;

import attune.app.evaluate.Evaluation;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.UnknownName;
import attune.app.evaluate.papers.Papers;
import attune.app.evaluate.policy.PolicyEvaluation;
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

/// `./attune evaluate`: how good the ranked home feed, quarantine, estimates from logs, or recommenders on papers'
/// splits are, beside baselines, with intervals.
@Command(
        name = "evaluate",
        description = "Measures how good a surface is beside pinned baselines, with paired intervals.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Parameters(
            paramLabel = "SURFACE",
            description = "What to evaluate: home, quarantine, policy, papers.",
            defaultValue = "home")
    private String surface = "home";

    @Option(
            names = "--data",
            split = ",",
            paramLabel = "SET",
            description = "Which data; all if not given. Of home: lastfm, mind, town, null-town; of papers: gowalla,"
                    + " ml1m, lastfm, ml1m-seq, beauty, yelp-seq. Public sets need ATTUNE_DATA.")
    private List<String> data = List.of();

    @Option(names = "--members", description = "Members of the town (default: ${DEFAULT-VALUE}).", defaultValue = "800")
    private int members;

    @Option(
            names = "--days",
            description = "Days the town lives on the feed (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private int days;

    @Option(names = "--seed", description = "Seed of the town (default: ${DEFAULT-VALUE}).", defaultValue = "7")
    private long seed;

    @Option(names = "--choosing-only", description = "Of papers: choose settings, do not read the test part.")
    private boolean choosingOnly;

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
        Scorecard card = new Scorecard(out::println, json);
        Optional<Path> folder = Optional.ofNullable(System.getenv("ATTUNE_DATA"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        boolean complete = true;
        try {
            Evaluation evaluation =
                    new Evaluation(surroundings, folder, new Evaluation.Size(members, days, seed), card);
            switch (surface) {
                case "home" -> evaluation.run(chosen());
                case "quarantine" -> evaluation.quarantine();
                case "policy" -> complete = new PolicyEvaluation(folder, card).run();
                case "papers" -> complete = new Papers(folder, card).run(Papers.named(data), choosingOnly);
                default ->
                    throw new UnknownName(
                            "There is no evaluation of \"" + surface + "\". Maybe home, quarantine, policy or papers?");
            }
        } catch (UnknownName unknown) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), unknown.getMessage(), unknown);
        }
        return !card.allReached() ? 1 : complete ? 0 : 3;
    }

    private Set<Evaluation.Data> chosen() {
        if (data.isEmpty()) return EnumSet.allOf(Evaluation.Data.class);
        Set<Evaluation.Data> chosen = EnumSet.noneOf(Evaluation.Data.class);
        for (String name : data) chosen.add(Evaluation.Data.named(name));
        return chosen;
    }
}
