package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.store.embedded.Backup;
import attune.store.embedded.Manifest;
import attune.store.keys.MasterKeySource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./attune restore`: verifies a backup, puts it and the vault into a new folder, and opens it once, which erases
/// again whoever was erased after the backup was taken.
@Command(
        name = "restore",
        description = "Put a backup and the vault into a new folder, and erase again who was erased since.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Parameters(paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    @Option(names = "--vault", paramLabel = "DIR", required = true, description = "The newest vault.")
    private Path vault = Path.of("");

    @Option(names = "--into", paramLabel = "FOLDER", required = true, description = "A new or empty folder.")
    private Path into = Path.of("");

    @Mixin
    private NodeSettings node = new NodeSettings();

    RestoreCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        MasterKeySource source = node.masterKey(into, surroundings.random());
        Manifest manifest = Backup.restore(backup, vault, into);
        out.printf("Restored %,d facts up to position %,d into %s.%n", manifest.facts(), manifest.sequence(), into);
        try (Attune attune = node.open(into, surroundings)) {
            out.printf(
                    "Opened it: position %,d; %,d members who were erased after the backup were erased again.%n",
                    attune.log().head(), attune.store().erasedSince());
        }
        out.println("Serve it with the same master key: " + source.place() + ".");
        return 0;
    }
}
