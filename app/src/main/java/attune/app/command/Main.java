package attune.app.command;

import attune.app.Node;
import attune.app.config.SettingsException;
import attune.app.operate.Surroundings;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
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

    private static final Map<String, BiFunction<Surroundings, PrintWriter, Object>> COMMANDS = Map.ofEntries(
            Map.entry("demo", DemoCommand::new),
            Map.entry("serve", (real, out) -> new ServeCommand(real, System::getenv, out, onTerminal())),
            Map.entry("settings", (_, out) -> new SettingsCommand(System::getenv, out)),
            Map.entry("import", ImportCommand::new),
            Map.entry("export", RightsCommands.Export::new),
            Map.entry("erase", RightsCommands.Erase::new),
            Map.entry("keys", KeysCommand::new),
            Map.entry("feed", FeedCommand::new),
            Map.entry("explain", ExplainCommand::new),
            Map.entry("train", TrainCommand::new),
            Map.entry("evaluate", EvaluateCommand::new),
            Map.entry("bench", BenchCommand::new),
            Map.entry("sizing", (_, out) -> new SizingCommand(out)),
            Map.entry("bill", BillCommand::new),
            Map.entry("audit", AuditCommand::new),
            Map.entry("vault", VaultCommand::new),
            Map.entry("backup", BackupCommand::new),
            Map.entry("restore", RestoreCommand::new),
            Map.entry("doctor", DoctorCommand::new));

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static CommandLine all(Surroundings surroundings, PrintWriter out) {
        CommandLine line = new CommandLine(new Main());
        COMMANDS.keySet().stream()
                .sorted()
                .forEach(name -> line.addSubcommand(
                        name, Objects.requireNonNull(COMMANDS.get(name)).apply(surroundings, out)));
        return line;
    }

    private static void sayVersion(CommandLine line) {
        line.getCommandSpec().version("Attune " + Node.VERSION);
        line.getSubcommands().values().forEach(Main::sayVersion);
    }

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Surroundings surroundings = Surroundings.real();
        // The asked command alone where there is one: reading the options of all would be a third of a start.
        var asked = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        CommandLine line = asked == null
                ? all(surroundings, out)
                : new CommandLine(asked.apply(surroundings, out)).setCommandName("attune " + arguments[0]);
        line.setOut(out);
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("attune: " + failure.getMessage());
            return failure instanceof SettingsException ? 2 : 1;
        });
        sayVersion(line);
        System.exit(line.execute(asked == null ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
