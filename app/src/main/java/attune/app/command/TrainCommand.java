package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.app.train.Trainer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `./attune train`: learns from the log and says whether the result is better than what served.
@Command(name = "train", description = "Learn a model from the log.", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder;

    TrainCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
        this.folder = new CommunityFolder();
    }

    @Override
    public Integer call() {
        try (Attune attune = folder.open(surroundings)) {
            Trainer.Report report = attune.trainer().train();
            out.printf(
                    "%s%n%d impressions; loss on the later part: %.4f before, %.4f after; serving: %s%n",
                    report.words(), report.examples(), report.lossBefore(), report.lossAfter(), report.version());
            return 0;
        }
    }
}
