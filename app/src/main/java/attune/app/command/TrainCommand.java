package attune.app.command;

import attune.app.Attune;
import attune.app.Surroundings;
import attune.app.operate.Trainer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./attune train`: learns from the log and says whether the result is better than what served.
@Command(name = "train", description = "Learn a model from the log.", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommunityFolder folder;

    TrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.folder = new CommunityFolder();
    }

    @Override
    public Integer call() {
        try (Attune attune = folder.open(surroundings)) {
            Trainer.Report report = attune.trainer().train();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s%n%d impressions; loss on the later part: %.4f before, %.4f after; serving: %s%n",
                            report.words(),
                            report.examples(),
                            report.lossBefore(),
                            report.lossAfter(),
                            report.version());
            return 0;
        }
    }
}
