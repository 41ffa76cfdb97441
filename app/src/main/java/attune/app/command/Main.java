package attune.app.command;

import attune.app.operate.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// The launcher's entry: finds the command, runs it, turns its outcome into an exit code: 0 done, 1
/// failed, 2 not understood.
@CommandLine.Command(
        name = "attune",
        description = "The personalization platform that a social network runs itself.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    static CommandLine commands(Surroundings surroundings, PrintWriter out) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new DemoCommand(surroundings, out));
        line.addSubcommand(new ServeCommand(surroundings, out));
        line.addSubcommand(new ImportCommand(surroundings, out));
        line.addSubcommand(new RightsCommands.Export(surroundings, out));
        line.addSubcommand(new RightsCommands.Erase(surroundings, out));
        line.addSubcommand(new FeedCommand(surroundings, out));
        line.addSubcommand(new ExplainCommand(surroundings, out));
        line.addSubcommand(new TrainCommand(surroundings, out));
        line.addSubcommand(new EvaluateCommand(surroundings, out));
        line.addSubcommand(new BenchCommand(surroundings, out));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("attune: " + failure.getMessage());
            return 1;
        });
        return line;
    }

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        CommandLine line = commands(Surroundings.real(), out);
        line.setOut(out);
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(arguments));
    }
}
