package attune.app.command;

import attune.app.config.Environment;
import attune.app.config.Settings;
import attune.app.config.SettingsFile;
import attune.app.config.SettingsPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./attune settings`: what can be set; with a file, whether it can be used and what then holds.
@Command(
        name = "settings",
        description = "Every setting with its default; with --config, checks a file and says what holds.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
    private final Environment environment;
    private final PrintWriter out;

    @Option(names = "--config", description = "The settings file to check.")
    private @Nullable Path config;

    SettingsCommand(Environment environment, PrintWriter out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (config == null) {
            out.print(SettingsPage.write());
        } else {
            SettingsFile file = SettingsFile.read(config);
            Settings.read(file, environment).http().check();
            Settings.effective(file, environment).forEach((key, value) -> out.println(key + " = " + value));
        }
        out.flush();
        return 0;
    }
}
